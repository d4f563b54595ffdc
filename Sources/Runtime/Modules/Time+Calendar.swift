import Glibc
import Memory
import Trace

// The calendar side of the module time, and the module itself. Origin: Modules/timemodule.c.

extension Interp {
    /// The type `time.struct_time`, nil before the module is made.
    static var structTimeType: PyObj? {
        get { object(47) }
        set { set(47, newValue) }
    }
}

private let structTimeDoc: StaticString = """
    The time value as returned by gmtime(), localtime(), and strptime(), and
     accepted by asctime(), mktime() and strftime().  May be considered as a
     sequence of 9 integers.

     Note that several fields' values are not the same as those defined by
     the C language standard for struct tm.  For example, the value of the
     field tm_year is the actual year, not year - 1900.  See individual
     fields' descriptions for details.
    """

/// A `struct_time` of a C time. Origin: `tmtotuple`.
private func structTime(_ t: tm) -> PyObj? {
    guard let type = Interp.structTimeType, let op = PyStructSequence_New(type) else { return nil }
    let numbers = [
        t.tm_year + 1900, t.tm_mon + 1, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec, (t.tm_wday + 6) % 7, t.tm_yday + 1, t.tm_isdst,
    ]
    for (i, number) in numbers.enumerated() { PyStructSequence_SET_ITEM(op, i, PyLong_FromLong(Int(number))) }
    PyStructSequence_SET_ITEM(op, 9, t.tm_zone.flatMap { PyUnicode_FromString(String(cString: $0)) } ?? Py_NewRef(Py_None))
    PyStructSequence_SET_ITEM(op, 10, PyLong_FromLong(t.tm_gmtoff))
    return op
}

/// The timestamp in an argument tuple, now if there is none. Origin: `parse_time_t_args`.
private func timestamp(_ args: PyObj, _ name: String) -> Int? {
    if args.ob_size > 1 {
        _ = argumentCountError(name, args.ob_size, 0, 1)
        return nil
    }
    if args.ob_size == 1 && PyTuple_GET_ITEM(args, 0) != Py_None { return timestampArgument(PyTuple_GET_ITEM(args, 0)) }
    return (readClock(CLOCK_REALTIME) ?? 0) / 1_000_000_000
}

/// A timestamp taken apart in universal or local time; nil with OSError or OverflowError.
private func broken(_ seconds: Int, local: Bool) -> tm? {
    var seconds = seconds
    var t = tm()
    let done = local ? localtime_r(&seconds, &t) : gmtime_r(&seconds, &t)
    if done != nil { return t }
    _ = PyErr_SetFromErrno(PyExc_OSError, errno == 0 ? EINVAL : errno)
    return nil
}

private func time_gmtime(_ module: PyObj, _ args: PyObj) -> PyObj? {
    timestamp(args, "gmtime").flatMap { broken($0, local: false) }.flatMap { structTime($0) }
}

private func time_localtime(_ module: PyObj, _ args: PyObj) -> PyObj? {
    timestamp(args, "localtime").flatMap { broken($0, local: true) }.flatMap { structTime($0) }
}

/// A C time of a tuple of nine ints; nil with an exception. `zone` keeps the text that `tm_zone` points to. Origin: `gettmarg`.
private func timeArgument(_ op: PyObj, _ name: String) -> tm? {
    if !PyTuple_Check(op) {
        PyErr_SetString(PyExc_TypeError, "Tuple or struct_time argument required")
        return nil
    }
    if op.ob_size != 9 {
        PyErr_SetString(PyExc_TypeError, "\(name)(): illegal time tuple argument")
        return nil
    }
    var n: [Int32] = []
    for i in 0..<9 {
        var overflow: Int32 = 0
        let value = PyLong_AsLongAndOverflow(PyTuple_GET_ITEM(op, i), &overflow)
        if value == -1 && PyErr_Occurred() != nil { return nil }
        if overflow > 0 || value > Int(Int32.max) {
            PyErr_SetString(PyExc_OverflowError, "signed integer is greater than maximum")
            return nil
        }
        if overflow < 0 || value < Int(Int32.min) {
            PyErr_SetString(PyExc_OverflowError, "signed integer is less than minimum")
            return nil
        }
        n.append(Int32(value))
    }
    if n[0] < Int32.min + 1900 {
        PyErr_SetString(PyExc_OverflowError, "year out of range")
        return nil
    }
    var t = tm()
    t.tm_year = n[0] - 1900
    t.tm_mon = n[1] &- 1
    t.tm_mday = n[2]
    t.tm_hour = n[3]
    t.tm_min = n[4]
    t.tm_sec = n[5]
    t.tm_wday = (n[6] &+ 1) % 7
    t.tm_yday = n[7] &- 1
    t.tm_isdst = n[8]
    if op.ob_type == Interp.structTimeType {
        let offset = PyStructSequence_GET_ITEM(op, 10)
        if offset != Py_None {
            t.tm_gmtoff = PyLong_AsLong(offset)
            if PyErr_Occurred() != nil { return nil }
        }
    }
    return t
}

/// Raises ValueError for fields that would make the C library index past its tables. Origin: `checktm`.
private func check(_ t: inout tm) -> Bool {
    func failed(_ what: String) -> Bool {
        PyErr_SetString(PyExc_ValueError, "\(what) out of range")
        return false
    }
    if t.tm_mon == -1 { t.tm_mon = 0 } else if t.tm_mon < 0 || t.tm_mon > 11 { return failed("month") }
    if t.tm_mday == 0 { t.tm_mday = 1 } else if t.tm_mday < 0 || t.tm_mday > 31 { return failed("day of month") }
    if t.tm_hour < 0 || t.tm_hour > 23 { return failed("hour") }
    if t.tm_min < 0 || t.tm_min > 59 { return failed("minute") }
    if t.tm_sec < 0 || t.tm_sec > 61 { return failed("seconds") }
    if t.tm_wday < 0 { return failed("day of week") }
    if t.tm_yday == -1 { t.tm_yday = 0 } else if t.tm_yday < 0 || t.tm_yday > 365 { return failed("day of year") }
    return true
}

/// Origin: `_asctime`.
private func ascText(_ t: tm) -> PyObj? {
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    func two(_ n: Int32, _ pad: Character) -> String { n < 10 ? "\(pad)\(n)" : "\(n)" }
    let clock = "\(two(t.tm_hour, "0")):\(two(t.tm_min, "0")):\(two(t.tm_sec, "0"))"
    return PyUnicode_FromString(
        "\(days[Int(t.tm_wday)]) \(months[Int(t.tm_mon)]) \(two(t.tm_mday, " ")) \(clock) \(Int(t.tm_year) + 1900)")
}

private func time_asctime(_ module: PyObj, _ args: PyObj) -> PyObj? {
    if !PyArg_UnpackTuple(args, "asctime", 0, 1) { return nil }
    if args.ob_size == 0 {
        return broken((readClock(CLOCK_REALTIME) ?? 0) / 1_000_000_000, local: true).flatMap { ascText($0) }
    }
    guard var t = timeArgument(PyTuple_GET_ITEM(args, 0), "asctime"), check(&t) else { return nil }
    return ascText(t)
}

private func time_ctime(_ module: PyObj, _ args: PyObj) -> PyObj? {
    timestamp(args, "ctime").flatMap { broken($0, local: true) }.flatMap { ascText($0) }
}

private func time_mktime(_ module: PyObj, _ op: PyObj) -> PyObj? {
    guard var t = timeArgument(op, "mktime") else { return nil }
    // A sentinel: -1 seconds may be a good result.
    t.tm_wday = -1
    let seconds = mktime(&t)
    if seconds == -1 && t.tm_wday == -1 {
        PyErr_SetString(PyExc_OverflowError, "mktime argument out of range")
        return nil
    }
    return PyFloat_FromDouble(Double(seconds))
}

private func time_strftime(_ module: PyObj, _ args: PyObj) -> PyObj? {
    if args.ob_size < 1 || args.ob_size > 2 { return argumentCountError("strftime", args.ob_size, 1, 2) }
    let format = PyTuple_GET_ITEM(args, 0)
    if !PyUnicode_Check(format) {
        PyErr_SetString(PyExc_TypeError, "strftime() argument 1 must be str, not \(typeText(format.ob_type, 50))")
        return nil
    }
    var t: tm
    var zone: String?
    if args.ob_size == 2 {
        let op = PyTuple_GET_ITEM(args, 1)
        guard let given = timeArgument(op, "strftime") else { return nil }
        t = given
        if op.ob_type == Interp.structTimeType {
            let name = PyStructSequence_GET_ITEM(op, 9)
            if name != Py_None { zone = strText(name) }
        }
        if !check(&t) { return nil }
    } else {
        guard let now = broken((readClock(CLOCK_REALTIME) ?? 0) / 1_000_000_000, local: true) else { return nil }
        t = now
    }
    t.tm_isdst = max(-1, min(1, t.tm_isdst))
    let text = swiftString(format)
    if text.isEmpty { return Py_NewRef(emptyUnicode) }
    /// Larger and larger buffers: 0 may mean no room, or an empty result.
    func formatted() -> PyObj? {
        var capacity = 1024
        while true {
            let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
                count = buffer.withMemoryRebound(to: CChar.self) { strftime($0.baseAddress.unsafelyUnwrapped, capacity, text, &t) }
            }
            if !bytes.isEmpty || capacity >= 256 * text.utf8.count {
                return PyUnicode_FromString(String(decoding: bytes, as: UTF8.self))
            }
            capacity *= 2
        }
    }
    guard let zone else { return formatted() }
    return zone.withCString {
        t.tm_zone = $0
        return formatted()
    }
}

private func time_strptime(_ module: PyObj, _ args: PyObj) -> PyObj? {
    guard let helper = PyImport_ImportModule("_strptime") else { return nil }
    let function = PyObject_GetAttr(helper, _Py_ID(._strptime_time))
    Py_DECREF(helper)
    guard let function else { return nil }
    defer { Py_DECREF(function) }
    return PyObject_Call(function, args, nil)
}

/// Sets `timezone`, `altzone`, `daylight`, `tzname` by January and July of this year. Origin: `init_timezone`.
private func setTimezone(_ module: PyObj) -> Bool {
    let year = (365 * 24 + 6) * 3600
    let january = (readClock(CLOCK_REALTIME) ?? 0) / 1_000_000_000 / year * year
    guard let winter = broken(january, local: true), let summer = broken(january + year / 2, local: true) else { return false }
    // In the south July is winter.
    let (standard, daylight) = winter.tm_gmtoff > summer.tm_gmtoff ? (summer, winter) : (winter, summer)
    func name(_ t: tm) -> PyObj? { PyUnicode_FromString(t.tm_zone.map { String(cString: $0) } ?? "   ") }
    return PyModule_AddIntConstant(module, "timezone", -standard.tm_gmtoff) == 0
        && PyModule_AddIntConstant(module, "altzone", -daylight.tm_gmtoff) == 0
        && PyModule_AddIntConstant(module, "daylight", standard.tm_gmtoff != daylight.tm_gmtoff ? 1 : 0) == 0
        && PyModule_AddObject(module, "tzname", tupleStealing(name(standard), name(daylight))) == 0
}

private func time_tzset(_ module: PyObj) -> PyObj? {
    tzset()
    return setTimezone(module) ? Py_NewRef(Py_None) : nil
}

private let timeDoc = """
    This module provides various functions to manipulate time values.

    There are two standard representations of time.  One is the number
    of seconds since the Epoch, in UTC (a.k.a. GMT).  It may be an integer
    or a floating point number (to represent fractions of seconds).
    The Epoch is system-defined; on Unix, it is generally January 1st, 1970.
    The actual value can be retrieved by calling gmtime(0).

    The other representation is a tuple of 9 integers giving local time.
    The tuple items are:
      year (including century, e.g. 1998)
      month (1-12)
      day (1-31)
      hours (0-23)
      minutes (0-59)
      seconds (0-59)
      weekday (0-6, Monday is 0)
      Julian day (day in the year, 1-366)
      DST (Daylight Savings Time) flag (-1, 0 or 1)
    If the DST flag is 0, the time is given in the regular time zone;
    if it is 1, the time is given in the DST time zone;
    if it is -1, mktime() should guess based on the date and time.

    """

/// Makes the module `time`. Origin: `PyInit_time`.
func PyInit_time() -> PyObj? {
    guard let module = PyModule_New("time") else { return nil }
    let methods =
        clockMethods() + [
            .varargs("gmtime", time_gmtime), .varargs("localtime", time_localtime), .varargs("asctime", time_asctime),
            .varargs("ctime", time_ctime), .o("mktime", time_mktime), .varargs("strftime", time_strftime),
            .varargs("strptime", time_strptime), .noargs("tzset", time_tzset),
        ]
    let constants: [(String, Int)] = [
        ("CLOCK_REALTIME", 0), ("CLOCK_MONOTONIC", 1), ("CLOCK_MONOTONIC_RAW", 4), ("CLOCK_PROCESS_CPUTIME_ID", 2),
        ("CLOCK_THREAD_CPUTIME_ID", 3), ("CLOCK_BOOTTIME", 7), ("CLOCK_TAI", 11), ("_STRUCT_TM_ITEMS", 11),
    ]
    if Interp.structTimeType == nil {
        Interp.structTimeType = PyStructSequence_NewType(
            PyStructSequence_Desc(
                name: "time.struct_time", doc: structTimeDoc,
                fields: [
                    "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst", "tm_zone",
                    "tm_gmtoff",
                ], n_in_sequence: 9))
    }
    if PyModule_AddFunctions(module, staticMethodDefs(methods)) == 0, PyModule_SetDocString(module, timeDoc) == 0,
        setTimezone(module), constants.allSatisfy({ PyModule_AddIntConstant(module, $0.0, $0.1) == 0 }),
        let type = Interp.structTimeType, PyModule_AddObjectRef(module, "struct_time", type) == 0
    {
        return module
    }
    Py_DECREF(module)
    return nil
}
