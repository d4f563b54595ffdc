import Memory

// What the extension modules share: the places of their type objects, fields by offset, and small makers of values.

/// Type objects of extension modules lie in the type table from slot 200 on. They are filled in when their module is imported.
enum ModuleTypes {
    @inline(__always) static func slot(_ index: UInt) -> PyObj { StaticArea.at(StaticArea.types + 416 * index) }
}

extension UnsafeMutableRawPointer {
    /// The object field at a byte offset.
    subscript(ref offset: Int) -> PyObj? {
        @inline(__always) get { load(fromByteOffset: offset, as: PyObj?.self) }
        @inline(__always) nonmutating set { storeBytes(of: newValue, toByteOffset: offset, as: PyObj?.self) }
    }
    /// The `Py_ssize_t` field at a byte offset.
    subscript(word offset: Int) -> Int {
        @inline(__always) get { load(fromByteOffset: offset, as: Int.self) }
        @inline(__always) nonmutating set { storeBytes(of: newValue, toByteOffset: offset, as: Int.self) }
    }
    /// The `int` field at a byte offset.
    subscript(int offset: Int) -> Int32 {
        @inline(__always) get { load(fromByteOffset: offset, as: Int32.self) }
        @inline(__always) nonmutating set { storeBytes(of: newValue, toByteOffset: offset, as: Int32.self) }
    }
    /// The next item of an iterator: a new reference, or nil at the end or with an exception.
    @inline(__always) func nextItem() -> PyObj? { ob_type.tp_iternext.unsafelyUnwrapped(self) }
}

/// Untracks an object, drops the objects in its fields at up to four byte offsets, and frees it.
@inline(__always) func deallocFields(_ op: PyObj, _ a: Int, _ b: Int = 0, _ c: Int = 0, _ d: Int = 0) {
    PyObject_GC_UnTrack(op)
    Py_XDECREF(op[ref: a])
    if b != 0 { Py_XDECREF(op[ref: b]) }
    if c != 0 { Py_XDECREF(op[ref: c]) }
    if d != 0 { Py_XDECREF(op[ref: d]) }
    op.ob_type.tp_free.unsafelyUnwrapped(op)
}

/// As `deallocFields`, for a heap type: the object owned a reference to it.
@inline(__always) func deallocHeapFields(_ op: PyObj, _ a: Int, _ b: Int = 0, _ c: Int = 0, _ d: Int = 0) {
    let type = op.ob_type
    deallocFields(op, a, b, c, d)
    Py_DECREF(type)
}

/// Visits the objects in the fields at up to five byte offsets.
@inline(__always) func visitFields(
    _ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?, _ a: Int, _ b: Int = 0, _ c: Int = 0, _ d: Int = 0,
    _ e: Int = 0
) -> Int32 {
    var r = Py_VISIT(op[ref: a], visit, arg)
    if r == 0 && b != 0 { r = Py_VISIT(op[ref: b], visit, arg) }
    if r == 0 && c != 0 { r = Py_VISIT(op[ref: c], visit, arg) }
    if r == 0 && d != 0 { r = Py_VISIT(op[ref: d], visit, arg) }
    if r == 0 && e != 0 { r = Py_VISIT(op[ref: e], visit, arg) }
    return r
}

/// Spreads the arguments of a `tp_new`, `tp_init` or METH_KEYWORDS function and calls the body with the cells (borrowed); nil with an exception.
func withArguments<R>(
    _ fname: StaticString, _ args: PyObj, _ kwargs: PyObj?, _ keywords: [StaticString], min: Int, max: Int, _ failure: R,
    _ body: (UnsafeMutablePointer<PyObj?>) -> R
) -> R {
    withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: keywords.count) { buffer in
        let p = buffer.baseAddress.unsafelyUnwrapped
        guard
            _PyArg_UnpackKeywords(
                fname: fname, args: _PyTuple_ITEMS(args), nargs: args.ob_size, kwargs: kwargs, kwnames: nil, keywords: keywords,
                minpos: min, maxpos: max, minkw: 0, into: p)
        else { return failure }
        return body(p)
    }
}

/// As `withArguments`, for a METH_FASTCALL | METH_KEYWORDS function.
func withFastArguments(
    _ fname: StaticString, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?, _ keywords: [StaticString], min: Int, max: Int,
    _ body: (UnsafeMutablePointer<PyObj?>) -> PyObj?
) -> PyObj? {
    withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: keywords.count) { buffer in
        let p = buffer.baseAddress.unsafelyUnwrapped
        guard
            _PyArg_UnpackKeywords(
                fname: fname, args: args, nargs: nargs, kwargs: nil, kwnames: kwnames, keywords: keywords, minpos: min, maxpos: max,
                minkw: 0, into: p)
        else { return nil }
        return body(p)
    }
}

/// No keywords allowed, unless a subclass has its own `__init__`. False means that a TypeError is set.
@inline(__always) func noKeywords(_ name: String, _ type: PyObj, _ base: PyObj, _ kwargs: PyObj?) -> Bool {
    if kwargs == nil { return true }
    if type == base || unsafeBitCast(type.tp_init, to: UInt.self) == unsafeBitCast(base.tp_init, to: UInt.self) {
        return _PyArg_NoKeywords(name, kwargs)
    }
    return true
}

/// A tuple of new references that are given away; nil with an exception if one is nil. Origin: `Py_BuildValue("(NN…)")`.
func buildTuple(_ items: PyObj?...) -> PyObj? {
    for item in items where item == nil {
        for other in items { Py_XDECREF(other) }
        return nil
    }
    guard let t = PyTuple_New(items.count) else {
        for item in items { Py_XDECREF(item) }
        return nil
    }
    for (i, item) in items.enumerated() { PyTuple_SET_ITEM(t, i, item) }
    return t
}

/// A tuple of ints; nil with an exception.
func tupleOfInts(_ values: UnsafePointer<Int>, _ count: Int) -> PyObj? {
    guard let t = PyTuple_New(count) else { return nil }
    for i in 0..<count {
        guard let v = PyLong_FromSsize_t(values[i]) else {
            Py_DECREF(t)
            return nil
        }
        PyTuple_SET_ITEM(t, i, v)
    }
    return t
}

/// The index value of an argument as `PyArg_Parse`'s "n" takes it; nil with an exception.
func ssizeArgument(_ op: PyObj) -> Int? {
    guard let index = _PyNumber_Index(op) else { return nil }
    defer { Py_DECREF(index) }
    let value = PyLong_AsSsize_t(index)
    return value == -1 && PyErr_Occurred() != nil ? nil : value
}

/// Fills the head and the slots that all iterator types share.
func initIteratorType(
    _ t: PyObj, _ name: StaticString, _ size: Int, _ dealloc: destructor, _ traverse: traverseproc, _ next: iternextfunc,
    _ new: newfunc?, subclasses: Bool = true
) {
    t.initStaticType(name, basicsize: size, flags: TypeFlags.HAVE_GC | (subclasses ? TypeFlags.BASETYPE : 0))
    t.tp_dealloc = dealloc
    t.tp_getattro = PyObject_GenericGetAttr
    t.tp_traverse = traverse
    t.tp_iter = PyObject_SelfIter
    t.tp_iternext = next
    t.tp_new = new
    if new != nil { t.tp_alloc = PyType_GenericAlloc }
    t.tp_free = PyObject_GC_Del
}

/// As `visitFields`, for a heap type: the type is visited first.
@inline(__always) func visitHeapFields(
    _ op: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?, _ a: Int, _ b: Int = 0, _ c: Int = 0, _ d: Int = 0,
    _ e: Int = 0
) -> Int32 {
    let r = visit(op.ob_type, arg)
    return r != 0 ? r : visitFields(op, visit, arg, a, b, c, d, e)
}

/// Makes a module of functions and types (readied here, named by the last part of their names); nil with an exception.
func makeModule(_ name: String, _ doc: String, _ methods: [MethodSpec], _ types: [PyObj] = []) -> PyObj? {
    guard let m = PyModule_New(name) else { return nil }
    var ok = PyModule_AddFunctions(m, staticMethodDefs(methods)) == 0 && PyModule_SetDocString(m, doc) == 0
    for t in types where ok { ok = PyModule_AddType(m, t) == 0 }
    if ok { return m }
    Py_DECREF(m)
    return nil
}
