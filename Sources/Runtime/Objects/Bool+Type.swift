import Memory
import Trace

// The type bool. Origin: Objects/boolobject.c.

private let boolDoc: StaticString = """
    bool(x) -> bool

    Returns True when the argument x is true, False otherwise.
    The builtins True and False are the only two instances of the class bool.
    The class bool is a subclass of the class int, and cannot be subclassed.
    """

private func bool_repr(_ op: PyObj) -> PyObj? { Py_NewRef(op == Py_True ? _Py_ID(.True) : _Py_ID(.False)) }

private func bool_new(_ type: PyObj, _ args: PyObj, _ kwargs: PyObj?) -> PyObj? {
    if !_PyArg_NoKeywords("bool", kwargs) || !PyArg_UnpackTuple(args, "bool", 0, 1) { return nil }
    let truth = args.ob_size == 0 ? 0 : PyObject_IsTrue(PyTuple_GET_ITEM(args, 0))
    return truth < 0 ? nil : PyBool_FromLong(truth != 0)
}

private func bool_vectorcall(_ type: PyObj, _ args: PyArgs, _ nargsf: Int, _ kwnames: PyObj?) -> PyObj? {
    if !_PyArg_NoKwnames("bool", kwnames) { return nil }
    let nargs = PyVectorcall_NARGS(nargsf)
    if !_PyArg_CheckPositional("bool", nargs, 0, 1) { return nil }
    let truth = nargs == 0 ? 0 : PyObject_IsTrue(args[0])
    return truth < 0 ? nil : PyBool_FromLong(truth != 0)
}

private func bool_and(_ a: PyObj, _ b: PyObj) -> PyObj? {
    if !PyBool_Check(a) || !PyBool_Check(b) { return long_and(a, b) }
    return PyBool_FromLong(a == Py_True && b == Py_True)
}

private func bool_or(_ a: PyObj, _ b: PyObj) -> PyObj? {
    if !PyBool_Check(a) || !PyBool_Check(b) { return long_or(a, b) }
    return PyBool_FromLong(a == Py_True || b == Py_True)
}

private func bool_xor(_ a: PyObj, _ b: PyObj) -> PyObj? {
    if !PyBool_Check(a) || !PyBool_Check(b) { return long_xor(a, b) }
    return PyBool_FromLong(a != b)
}

private func bool_dealloc(_ op: PyObj) { Py_FatalError("deallocating True or False: bug likely caused by a refcount error") }

/// Fills `bool`. Origin: `PyBool_Type`.
func initBoolType() {
    let t = PyBool_Type
    t.initStaticType("bool", basicsize: 32, itemsize: 4, base: PyLong_Type)
    t.tp_doc = staticCString(boolDoc)
    t.tp_dealloc = bool_dealloc
    t.tp_repr = bool_repr
    t.tp_new = bool_new
    t.tp_vectorcall = bool_vectorcall
    let n = t.newNumberMethods()
    n.nb_and = bool_and
    n.nb_xor = bool_xor
    n.nb_or = bool_or
}

/// Writes True and False.
func initBoolObjects() {
    for (op, value) in [(Py_False, 0), (Py_True, 1)] {
        op.ob_refcnt = 1
        op.ob_type = PyBool_Type
        op.ob_size = value
        op.ob_digit[0] = UInt32(value)
    }
}
