import Memory

// Modules with a state (`md_state`) that holds objects, mostly the module's heap types: it belongs to the module, is visited and cleared by the
// collector, and freed with the module. Origin: PyModuleDef of Include/moduleobject.h, Objects/moduleobject.c.
//
// The pattern of a heap type lies in the type table like a static type; the 8 bytes after it hold the address of the type that was made from
// it, so that code finds the type without its module.

extension ModuleTypes {
    /// The heap type made from the pattern in a place of the table; the pattern itself before that.
    @inline(__always) static func heap(_ index: UInt) -> PyObj {
        let pattern = slot(index)
        return pattern.load(fromByteOffset: 408, as: PyObj?.self) ?? pattern
    }
}

/// Gives a module a zeroed state of `words` objects. 0, or -1 with an exception.
func PyModule_SetState(_ module: PyObj, words: Int) -> Int32 {
    guard let state = PyMem_Malloc(words * 8) else {
        _ = PyErr_NoMemory()
        return -1
    }
    for i in 0..<words { state.storeBytes(of: nil, toByteOffset: i * 8, as: PyObj?.self) }
    // A PyModuleDef: only `m_size` is looked at, the state is an array of objects.
    let def = staticAlloc(104)
    def.storeBytes(of: words * 8, toByteOffset: 56, as: Int.self)
    module.md_def = def
    module.md_state = state
    return 0
}

/// The number of objects in a module's state.
@inline(__always) func moduleStateWords(_ module: PyObj) -> Int {
    guard let def = module.md_def, module.md_state != nil else { return 0 }
    return def.load(fromByteOffset: 56, as: Int.self) / 8
}

/// Makes a heap type from the pattern in a place of the type table and keeps it in a word of the module's state, if one is given; with `shown` the module also
/// has it as an attribute. 0, or -1 with an exception.
func PyModule_AddHeapType(_ module: PyObj, _ index: UInt, state word: Int?, shown: Bool = true, base: PyObj = PyBaseObject_Type)
    -> Int32
{
    let pattern = ModuleTypes.slot(index)
    guard let type = PyType_FromModuleAndSpec(module, pattern, base) else { return -1 }
    // The pattern is no object: nothing may take it for one.
    pattern.setRawSlot(8, nil)
    pattern.storeBytes(of: type, toByteOffset: 408, as: PyObj.self)
    if let word, let state = module.md_state { state.storeBytes(of: type, toByteOffset: word * 8, as: PyObj.self) }
    let failed = shown ? PyModule_AddType(module, type) : 0
    if word == nil { Py_DECREF(type) }
    return failed
}

/// Visits the objects of a module's state.
func visitModuleState(_ module: PyObj, _ visit: visitproc, _ arg: UnsafeMutableRawPointer?) -> Int32 {
    guard let state = module.md_state else { return 0 }
    for i in 0..<moduleStateWords(module) {
        let r = Py_VISIT(state.load(fromByteOffset: i * 8, as: PyObj?.self), visit, arg)
        if r != 0 { return r }
    }
    return 0
}

/// Drops the objects of a module's state.
func clearModuleState(_ module: PyObj) {
    guard let state = module.md_state else { return }
    for i in 0..<moduleStateWords(module) { Py_CLEAR(state, i * 8) }
}
