import Glibc
import Memory
import Trace

// Clocks. Every reading comes in through one door, so that a visualizer can record and replay it. Origin: Python/pytime.c.

extension HostDoor {
    /// Reads a clock (a `CLOCK_` number) in nanoseconds; nil if there is no such clock (errno says why).
    nonisolated(unsafe) public static var clock: (Int32) -> Int? = { id in
        var time = timespec()
        return clock_gettime(id, &time) == 0 ? time.tv_sec * 1_000_000_000 + time.tv_nsec : nil
    }
    /// Sleeps for nanoseconds; what is left if a signal came first.
    nonisolated(unsafe) public static var sleep: (Int) -> Int = { nanoseconds in
        var wanted = timespec(tv_sec: nanoseconds / 1_000_000_000, tv_nsec: nanoseconds % 1_000_000_000)
        var rest = timespec()
        return nanosleep(&wanted, &rest) == 0 ? 0 : rest.tv_sec * 1_000_000_000 + rest.tv_nsec
    }
}

/// A clock in nanoseconds through the door; nil if there is none.
func readClock(_ id: Int32) -> Int? {
    var value = 0
    let result = withUnsafeMutableBytes(of: &value) { room in
        HostDoor.system(.clock, room, .whole) {
            guard let time = HostDoor.clock(id) else { return SystemResult(value: -1, error: errno) }
            room.storeBytes(of: time, as: Int.self)
            return SystemResult(value: 0, error: 0)
        }
    }
    emitIfTracing(.input, HostDoor.Number.clock, value, 8)
    if result.value < 0 { errno = result.error }
    return result.value < 0 ? nil : value
}

/// The monotonic clock in nanoseconds. Origin: `_PyTime_GetPerfCounter`.
func _PyTime_GetPerfCounter() -> Int { readClock(CLOCK_MONOTONIC) ?? 0 }

/// Nanoseconds as seconds, rounded once. Origin: `_PyTime_AsSecondsDouble`.
func secondsOf(_ nanoseconds: Int) -> Double {
    nanoseconds % 1_000_000_000 == 0 ? Double(nanoseconds / 1_000_000_000) : Double(nanoseconds) / 1e9
}

/// A number of seconds as nanoseconds, rounded away from zero: nil with an exception. Origin: `_PyTime_FromSecondsObject`.
func nanosecondsArgument(_ op: PyObj) -> Int? {
    func overflow() -> Int? {
        PyErr_SetString(PyExc_OverflowError, "timestamp too large to convert to C _PyTime_t")
        return nil
    }
    if PyFloat_Check(op) {
        if op.ob_fval.isNaN {
            PyErr_SetString(PyExc_ValueError, "Invalid value NaN (not a number)")
            return nil
        }
        let value = (op.ob_fval * 1e9).rounded(.awayFromZero)
        return value >= -9223372036854775808.0 && value < 9223372036854775808.0 ? Int(value) : overflow()
    }
    let seconds = PyLong_AsLongLong(op)
    if seconds == -1 && PyErr_Occurred() != nil {
        return PyErr_ExceptionMatches(PyExc_OverflowError) ? overflow() : nil
    }
    let (nanoseconds, tooLarge) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    return tooLarge ? overflow() : nanoseconds
}

/// A timestamp as whole seconds, rounded down: nil with an exception. Origin: `_PyTime_ObjectToTime_t`.
func timestampArgument(_ op: PyObj) -> Int? {
    func overflow() -> Int? {
        PyErr_SetString(PyExc_OverflowError, "timestamp out of range for platform time_t")
        return nil
    }
    if PyFloat_Check(op) {
        if op.ob_fval.isNaN {
            PyErr_SetString(PyExc_ValueError, "Invalid value NaN (not a number)")
            return nil
        }
        let value = op.ob_fval.rounded(.down)
        return value >= -9223372036854775808.0 && value < 9223372036854775808.0 ? Int(value) : overflow()
    }
    let seconds = PyLong_AsLongLong(op)
    if seconds == -1 && PyErr_Occurred() != nil {
        return PyErr_ExceptionMatches(PyExc_OverflowError) ? overflow() : nil
    }
    return seconds
}

/// A clock's value as a float object, or an OSError.
private func clockFloat(_ id: Int32) -> PyObj? {
    guard let value = readClock(id) else { return PyErr_SetFromErrno(PyExc_OSError, errno) }
    return PyFloat_FromDouble(secondsOf(value))
}

/// A clock's value as an int of nanoseconds, or an OSError.
private func clockInt(_ id: Int32) -> PyObj? {
    guard let value = readClock(id) else { return PyErr_SetFromErrno(PyExc_OSError, errno) }
    return PyLong_FromLong(value)
}

/// The only argument as a clock number: nil with an exception.
private func clockArgument(_ op: PyObj) -> Int32? {
    let id = _PyLong_AsInt(op)
    return id == -1 && PyErr_Occurred() != nil ? nil : id
}

private func time_clock_getres(_ module: PyObj, _ args: PyObj) -> PyObj? {
    if args.ob_size != 1 { return argumentCountError("clock_getres", args.ob_size, 1, 1) }
    guard let id = clockArgument(PyTuple_GET_ITEM(args, 0)) else { return nil }
    var resolution = timespec()
    if clock_getres(id, &resolution) != 0 { return PyErr_SetFromErrno(PyExc_OSError, errno) }
    return PyFloat_FromDouble(Double(resolution.tv_sec) + Double(resolution.tv_nsec) * 1e-9)
}

/// Sets a clock; nil with OSError (it is not permitted, as a rule).
private func setClock(_ id: Int32, _ nanoseconds: Int) -> PyObj? {
    var time = timespec(tv_sec: nanoseconds / 1_000_000_000, tv_nsec: nanoseconds % 1_000_000_000)
    if clock_settime(id, &time) != 0 { return PyErr_SetFromErrno(PyExc_OSError, errno) }
    return Py_NewRef(Py_None)
}

private func time_clock_settime(_ module: PyObj, _ args: PyObj) -> PyObj? {
    if args.ob_size != 2 { return argumentCountError("clock_settime", args.ob_size, 2, 2) }
    guard let id = clockArgument(PyTuple_GET_ITEM(args, 0)), let time = nanosecondsArgument(PyTuple_GET_ITEM(args, 1)) else {
        return nil
    }
    return setClock(id, time)
}

private func time_clock_settime_ns(_ module: PyObj, _ args: PyObj) -> PyObj? {
    if args.ob_size != 2 { return argumentCountError("clock_settime_ns", args.ob_size, 2, 2) }
    guard let id = clockArgument(PyTuple_GET_ITEM(args, 0)) else { return nil }
    let time = PyLong_AsLongLong(PyTuple_GET_ITEM(args, 1))
    if time == -1 && PyErr_Occurred() != nil { return nil }
    return setClock(id, time)
}

private func time_sleep(_ module: PyObj, _ op: PyObj) -> PyObj? {
    guard let wanted = nanosecondsArgument(op) else { return nil }
    if wanted < 0 {
        PyErr_SetString(PyExc_ValueError, "sleep length must be non-negative")
        return nil
    }
    HostDoor.flush(1)
    var rest = wanted
    repeat {
        let asked = rest
        rest = hostCall(.sleep) { HostDoor.sleep(asked) }.value
        if rest > 0 && PyErr_CheckSignals() != 0 { return nil }
    } while rest > 0
    return Py_NewRef(Py_None)
}

private func time_get_clock_info(_ module: PyObj, _ args: PyObj) -> PyObj? {
    if args.ob_size != 1 { return argumentCountError("get_clock_info", args.ob_size, 1, 1) }
    let name = PyTuple_GET_ITEM(args, 0)
    if !PyUnicode_Check(name) {
        _PyArg_BadArgument("get_clock_info", "argument 1", "str", name)
        return nil
    }
    let info: (id: Int32, text: String, monotonic: Bool, adjustable: Bool)
    switch swiftString(name) {
    case "time": info = (CLOCK_REALTIME, "CLOCK_REALTIME", false, true)
    case "monotonic", "perf_counter": info = (CLOCK_MONOTONIC, "CLOCK_MONOTONIC", true, false)
    case "process_time": info = (CLOCK_PROCESS_CPUTIME_ID, "CLOCK_PROCESS_CPUTIME_ID", true, false)
    case "thread_time": info = (CLOCK_THREAD_CPUTIME_ID, "CLOCK_THREAD_CPUTIME_ID", true, false)
    default:
        PyErr_SetString(PyExc_ValueError, "unknown clock")
        return nil
    }
    var resolution = timespec()
    clock_getres(info.id, &resolution)
    guard let dict = PyDict_New() else { return nil }
    defer { Py_DECREF(dict) }
    let items: [(String, PyObj?)] = [
        ("implementation", PyUnicode_FromString("clock_gettime(\(info.text))")), ("monotonic", PyBool_FromLong(info.monotonic)),
        ("adjustable", PyBool_FromLong(info.adjustable)),
        ("resolution", PyFloat_FromDouble(Double(resolution.tv_sec) + Double(resolution.tv_nsec) * 1e-9)),
    ]
    for (key, value) in items {
        guard let value else { return nil }
        defer { Py_DECREF(value) }
        if PyDict_SetItemString(dict, key, value) < 0 { return nil }
    }
    return _PyNamespace_New(dict)
}

/// Raises the TypeError of `PyArg_ParseTuple` for a wrong number of arguments.
func argumentCountError(_ name: String, _ given: Int, _ least: Int, _ most: Int) -> PyObj? {
    let how = least == most ? "exactly" : given < least ? "at least" : "at most"
    let n = given < least ? least : most
    PyErr_SetString(PyExc_TypeError, "\(name)() takes \(how) \(n) argument\(n == 1 ? "" : "s") (\(given) given)")
    return nil
}

/// The functions of `time` that read or set clocks.
func clockMethods() -> [MethodSpec] {
    [
        .noargs("time", { _ in clockFloat(CLOCK_REALTIME) }), .noargs("time_ns", { _ in clockInt(CLOCK_REALTIME) }),
        .varargs(
            "clock_gettime",
            { _, args in
                if args.ob_size != 1 { return argumentCountError("clock_gettime", args.ob_size, 1, 1) }
                return clockArgument(PyTuple_GET_ITEM(args, 0)).flatMap { clockFloat($0) }
            }),
        .varargs(
            "clock_gettime_ns",
            { _, args in
                if args.ob_size != 1 { return argumentCountError("clock_gettime_ns", args.ob_size, 1, 1) }
                return clockArgument(PyTuple_GET_ITEM(args, 0)).flatMap { clockInt($0) }
            }), .varargs("clock_settime", time_clock_settime), .varargs("clock_settime_ns", time_clock_settime_ns),
        .varargs("clock_getres", time_clock_getres), .o("sleep", time_sleep),
        .noargs("monotonic", { _ in clockFloat(CLOCK_MONOTONIC) }), .noargs("monotonic_ns", { _ in clockInt(CLOCK_MONOTONIC) }),
        .noargs("process_time", { _ in clockFloat(CLOCK_PROCESS_CPUTIME_ID) }),
        .noargs("process_time_ns", { _ in clockInt(CLOCK_PROCESS_CPUTIME_ID) }),
        .noargs("thread_time", { _ in clockFloat(CLOCK_THREAD_CPUTIME_ID) }),
        .noargs("thread_time_ns", { _ in clockInt(CLOCK_THREAD_CPUTIME_ID) }),
        .noargs("perf_counter", { _ in clockFloat(CLOCK_MONOTONIC) }),
        .noargs("perf_counter_ns", { _ in clockInt(CLOCK_MONOTONIC) }), .varargs("get_clock_info", time_get_clock_info),
    ]
}
