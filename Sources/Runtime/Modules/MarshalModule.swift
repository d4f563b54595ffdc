import Memory

// The module `marshal`. Origin: Python/marshal.c.

/// The version of the format that is written if none is asked for.
private let Py_MARSHAL_VERSION = 4

/// A version argument; nil with an exception.
private func versionArgument(_ i: Int, _ args: PyArgs, _ nargs: Int) -> Int? { i < nargs ? clinicInt(args[i]) : Py_MARSHAL_VERSION }

private func marshal_dump(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("dump", nargs, 2, 3), let version = versionArgument(2, args, nargs),
        let bytes = PyMarshal_WriteObjectToString(args[0], version)
    else { return nil }
    defer { Py_DECREF(bytes) }
    return PyObject_CallMethodOneArg(args[1], _Py_ID(.write), bytes)
}

private func marshal_dumps(_ module: PyObj, _ args: PyArgs, _ nargs: Int) -> PyObj? {
    guard _PyArg_CheckPositional("dumps", nargs, 1, 2), let version = versionArgument(1, args, nargs) else { return nil }
    return PyMarshal_WriteObjectToString(args[0], version)
}

private func marshal_load(_ module: PyObj, _ file: PyObj) -> PyObj? {
    // Reading nothing shows early whether `read` is there and gives bytes.
    guard let name = PyUnicode_InternFromString("read") else { return nil }
    let data = PyObject_CallMethodOneArg(file, name, smallInt(0))
    Py_DECREF(name)
    guard let data else { return nil }
    defer { Py_DECREF(data) }
    if !PyBytes_Check(data) { return PyErr_Format(PyExc_TypeError, "file.read() returned not bytes but \(data.typeName)") }
    guard var reader = MarshalReader(readable: file) else { return nil }
    defer { reader.finish() }
    return reader.value()
}

private func marshal_loads(_ module: PyObj, _ data: PyObj) -> PyObj? {
    let result: PyObj?? = withBytes(data) { PyMarshal_ReadObjectFromString($0, $1) }
    return result ?? nil
}

/// Makes the module `marshal`; nil with an exception.
func PyInit_marshal() -> PyObj? {
    guard
        let m = makeModule(
            "marshal", "This module contains functions that can read and write Python values in\na binary format.",
            [
                .fast("dump", marshal_dump), .o("load", marshal_load), .fast("dumps", marshal_dumps), .o("loads", marshal_loads),
            ])
    else { return nil }
    if PyModule_AddIntConstant(m, "version", Py_MARSHAL_VERSION) == 0 { return m }
    Py_DECREF(m)
    return nil
}
