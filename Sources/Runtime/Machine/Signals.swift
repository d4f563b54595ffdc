import Glibc
import Memory

// Ctrl-C: the handler only leaves a note where the eval loop looks. Origin: Modules/signalmodule.c.

extension Interp {
    /// Non-zero when SIGINT came and no KeyboardInterrupt was raised yet.
    static var interrupted: Int {
        get { word(121) }
        set { set(121, newValue) }
    }
}

/// Lets SIGINT become KeyboardInterrupt.
public func installInterruptHandler() {
    guard HostDoor.catchesInterrupts else { return }
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in
        Interp.interrupted = 1
        Interp.evalBreaker = 1
    }
    sigemptyset(&action.sa_mask)
    sigaction(SIGINT, &action, nil)
}

/// Raises KeyboardInterrupt if Ctrl-C was pressed: -1, else 0. Origin: `_PyErr_CheckSignalsTstate`.
func _PyErr_CheckSignals() -> Int32 {
    if Interp.interrupted == 0 { return 0 }
    Interp.interrupted = 0
    Interp.evalBreaker = 0
    PyErr_SetNone(PyExc_KeyboardInterrupt)
    return -1
}

/// Origin: `PyErr_CheckSignals`.
public func PyErr_CheckSignals() -> Int32 { _PyErr_CheckSignals() }
