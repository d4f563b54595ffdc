import CCurses
import Glibc

// Whatever ends the process, the terminal is put back.
//
//     INT (from another process), TERM, HUP   restore, exit 130, 143, 129
//     a trap or a crash (ILL TRAP ABRT SEGV BUS FPE)   restore with prepared bytes, then the default action
//
// A signal handler may call only what is safe in one: write, tcsetattr, _exit. So the bytes and the terminal's settings are prepared when the
// screen opens, and kept where a handler can read them.

/// Restores the terminal on signals while a screen is open.
enum TerminalGuard {
    /// Whether there is something to restore.
    nonisolated(unsafe) static var isOpen = false
    nonisolated(unsafe) private static var settings = termios()
    nonisolated(unsafe) private static var settingsKnown = false

    // Leaves the alternate screen, shows the cursor, resets attributes, ends mouse reports and keypad mode.
    private static let resetText: StaticString =
        "\u{1b}[?1006l\u{1b}[?1002l\u{1b}[?1000l\u{1b}[?1l\u{1b}>\u{1b}[0m\u{1b}[?25h\u{1b}[?1049l\r"

    /// Notes the terminal's settings and installs the handlers; called before curses changes anything.
    static func install() {
        settingsKnown = tcgetattr(0, &settings) == 0
        for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] {
            signal(number) { n in
                TerminalGuard.restore()
                _exit(128 + n)
            }
        }
        for number in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE] {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { n in
                TerminalGuard.restore()
                signal(n, SIG_DFL)
                raise(n)
            }
            action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND) | UInt32(SA_NODEFER) | UInt32(SA_ONSTACK))
            sigaction(number, &action, nil)
        }
    }

    /// Takes the handlers away again.
    static func forget() {
        for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE] {
            signal(number, SIG_DFL)
        }
    }

    /// Puts the terminal back; safe in a signal handler.
    static func restore() {
        guard isOpen else { return }
        isOpen = false
        _ = write(1, resetText.utf8Start, resetText.utf8CodeUnitCount)
        if settingsKnown { tcsetattr(0, TCSANOW, &settings) }
    }
}
