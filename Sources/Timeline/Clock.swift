import Glibc

/// The host's clocks: how long something takes. No part of the machine, which must not see them but through its recorded door.
public enum Clock {
    /// Nanoseconds of the clock that only runs forward.
    public static var nanoseconds: Int { read(CLOCK_MONOTONIC) }
    /// Nanoseconds of processor time that the whole process has used.
    public static var processorNanoseconds: Int { read(CLOCK_PROCESS_CPUTIME_ID) }

    private static func read(_ clock: clockid_t) -> Int {
        var t = timespec()
        clock_gettime(clock, &t)
        return t.tv_sec * 1_000_000_000 + t.tv_nsec
    }
}
