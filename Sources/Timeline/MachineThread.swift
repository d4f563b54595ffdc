import Glibc
import Memory
import Runtime
import Trace

/// The thread on which the machine runs, and the handshake with the thread that drives it: at any time at most one of the two touches the
/// machine's memory.
///
///     driver                         machine
///     ──────                         ───────
///     launch ───────────────────────► runs … event: hook ─► park
///     wait ◄──────── stopped ────────  (blocked)
///     reads memory, decides
///     proceed ──────── go ───────────► runs …
///     abandon ──────── go ───────────► leaves by pthread_exit: its frames hold nothing but raw pointers
final class MachineThread: @unchecked Sendable {
    private var thread = pthread_t()
    private let go: UnsafeMutablePointer<sem_t>
    private let stopped: UnsafeMutablePointer<sem_t>
    private var body: (() -> Int32)?
    private(set) var isAlive = false
    private var abandoned = false
    /// What the machine says when it parks.
    private(set) var reason = StopReason.reached

    /// Bytes of the machine's native stack: deep recursion in C-like code needs it, untouched pages cost nothing.
    static let stackSize = 512 << 20

    init() {
        go = .allocate(capacity: 1)
        stopped = .allocate(capacity: 1)
        sem_init(go, 0, 0)
        sem_init(stopped, 0, 0)
    }

    deinit {
        sem_destroy(go)
        sem_destroy(stopped)
        go.deallocate()
        stopped.deallocate()
    }

    /// Starts a thread that runs `body`; the machine must not be running.
    func launch(_ body: @escaping () -> Int32) {
        precondition(!isAlive)
        self.body = body
        abandoned = false
        isAlive = true
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, Self.stackSize)
        let me = Unmanaged.passUnretained(self).toOpaque()
        let error = pthread_create(
            &thread, &attributes,
            { raw in
                let me = Unmanaged<MachineThread>.fromOpaque(raw!).takeUnretainedValue()
                let status = me.body!()
                me.finish(status)
                return nil
            }, me)
        pthread_attr_destroy(&attributes)
        precondition(error == 0, "cannot start the machine's thread: \(String(cString: strerror(error)))")
    }

    private func finish(_ status: Int32) {
        reason = .finished(status)
        isAlive = false
        sem_post(stopped)
    }

    /// On the machine's thread: stands still until the driver says go.
    func park(_ reason: StopReason) {
        self.reason = reason
        sem_post(stopped)
        while sem_wait(go) != 0 {}
        if abandoned { pthread_exit(nil) }
    }

    /// Lets a parked machine go on.
    func proceed() { sem_post(go) }

    /// Waits until the machine parks or ends; `poll` is called every 30 ms meanwhile.
    func wait(_ poll: () -> Void) -> StopReason {
        while true {
            var until = timespec()
            clock_gettime(CLOCK_REALTIME, &until)
            until.tv_nsec += 30_000_000
            if until.tv_nsec >= 1_000_000_000 {
                until.tv_nsec -= 1_000_000_000
                until.tv_sec += 1
            }
            if sem_timedwait(stopped, &until) == 0 {
                if !isAlive { pthread_join(thread, nil) }
                return reason
            }
            if errno == ETIMEDOUT { poll() }
        }
    }

    /// Ends a parked machine's thread where it stands.
    func abandon() {
        guard isAlive else { return }
        abandoned = true
        sem_post(go)
        pthread_join(thread, nil)
        isAlive = false
    }
}
