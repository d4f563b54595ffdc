import Memory

// OrderedDict: a dict with a doubly linked list of its keys, and a table that finds the node of an entry. Origin: Objects/odictobject.c.
//
// PyODictObject: the dict's 48 bytes, od_first 48, od_last 56, od_fast_nodes 64, od_fast_nodes_size 72, od_resize_sentinel 80, od_state 88,
// od_inst_dict 96, od_weakreflist 104. A node (32 bytes): key 0, hash 8, next 16, prev 24.

/// The type `collections.OrderedDict`.
@inlinable public var PyODict_Type: PyObj { @inline(__always) get { StaticArea.at(StaticArea.types + 416 * 242) } }

/// Whether an object is an OrderedDict or of a subclass.
@inline(__always) func PyODict_Check(_ op: PyObj) -> Bool { PyObject_TypeCheck(op, PyODict_Type) }

extension UnsafeMutableRawPointer {
    var od_first: PyObj? {
        get { self[ref: 48] }
        nonmutating set { self[ref: 48] = newValue }
    }
    var od_last: PyObj? {
        get { self[ref: 56] }
        nonmutating set { self[ref: 56] = newValue }
    }
    fileprivate var od_fast_nodes: PyObj? {
        get { self[ref: 64] }
        nonmutating set { self[ref: 64] = newValue }
    }
    fileprivate var od_fast_nodes_size: Int {
        get { self[word: 72] }
        nonmutating set { self[word: 72] = newValue }
    }
    fileprivate var od_resize_sentinel: PyObj? {
        get { self[ref: 80] }
        nonmutating set { self[ref: 80] = newValue }
    }
    var od_state: Int {
        get { self[word: 88] }
        nonmutating set { self[word: 88] = newValue }
    }
    var nodeKey: PyObj { self[ref: 0].unsafelyUnwrapped }
    var nodeHash: Int { self[word: 8] }
    var nodeNext: PyObj? {
        get { self[ref: 16] }
        nonmutating set { self[ref: 16] = newValue }
    }
    var nodePrev: PyObj? {
        get { self[ref: 24] }
        nonmutating set { self[ref: 24] = newValue }
    }
}

// MARK: the table of nodes

/// The number of a key's entry in the dict's table; the number a new entry would get if it is not there; -1 with an exception.
private func indexRaw(_ od: PyObj, _ key: PyObj, _ hash: Int) -> Int {
    let keys = od.ma_keys
    var value: PyObj?
    let ix = _Py_dict_lookup(od, key, hash, &value)
    if ix == DKIX_EMPTY { return keys.dk_nentries }
    return ix < 0 ? -1 : ix
}

/// Makes the table of nodes anew, as large as the dict's. False with an exception.
private func resizeNodes(_ od: PyObj) -> Bool {
    let size = 1 << Int(od.ma_keys.dk_log2_size)
    guard let nodes = PyMem_Malloc(size * 8) else {
        _ = PyErr_NoMemory()
        return false
    }
    for i in 0..<size { nodes[ref: i * 8] = nil }
    var node = od.od_first
    while let n = node {
        let i = indexRaw(od, n.nodeKey, n.nodeHash)
        if i < 0 {
            PyMem_Free(nodes)
            return false
        }
        nodes[ref: i * 8] = n
        node = n.nodeNext
    }
    if let old = od.od_fast_nodes { PyMem_Free(old) }
    od.od_fast_nodes = nodes
    od.od_fast_nodes_size = size
    od.od_resize_sentinel = od.ma_keys
    return true
}

private func indexOf(_ od: PyObj, _ key: PyObj, _ hash: Int) -> Int {
    let keys = od.ma_keys
    if od.od_resize_sentinel != keys || od.od_fast_nodes_size != 1 << Int(keys.dk_log2_size) {
        if !resizeNodes(od) { return -1 }
    }
    return indexRaw(od, key, hash)
}

/// The node of a key; nil if there is none, or with an exception.
func _odict_find_node_hash(_ od: PyObj, _ key: PyObj, _ hash: Int) -> PyObj? {
    if od.od_first == nil { return nil }
    let i = indexOf(od, key, hash)
    return i < 0 ? nil : od.od_fast_nodes.unsafelyUnwrapped[ref: i * 8]
}

func _odict_find_node(_ od: PyObj, _ key: PyObj) -> PyObj? {
    if od.od_first == nil { return nil }
    let hash = PyObject_Hash(key)
    return hash == -1 ? nil : _odict_find_node_hash(od, key, hash)
}

// MARK: the list

private func addHead(_ od: PyObj, _ node: PyObj) {
    node.nodePrev = nil
    node.nodeNext = od.od_first
    if let first = od.od_first { first.nodePrev = node } else { od.od_last = node }
    od.od_first = node
    od.od_state &+= 1
}

private func addTail(_ od: PyObj, _ node: PyObj) {
    node.nodePrev = od.od_last
    node.nodeNext = nil
    if let last = od.od_last { last.nodeNext = node } else { od.od_first = node }
    od.od_last = node
    od.od_state &+= 1
}

private func removeNode(_ od: PyObj, _ node: PyObj) {
    if od.od_first == node { od.od_first = node.nodeNext } else if let prev = node.nodePrev { prev.nodeNext = node.nodeNext }
    if od.od_last == node { od.od_last = node.nodePrev } else if let next = node.nodeNext { next.nodePrev = node.nodePrev }
    node.nodePrev = nil
    node.nodeNext = nil
    od.od_state &+= 1
}

private func freeNode(_ node: PyObj) {
    Py_DECREF(node.nodeKey)
    PyMem_Free(node)
}

/// Gives a key that the dict has a node at the end, unless it has one. False with an exception.
private func addNewNode(_ od: PyObj, _ key: PyObj, _ hash: Int) -> Bool {
    Py_INCREF(key)
    let i = indexOf(od, key, hash)
    if i < 0 {
        if PyErr_Occurred() == nil { PyErr_SetObject(PyExc_KeyError, key) }
        Py_DECREF(key)
        return false
    }
    if od.od_fast_nodes.unsafelyUnwrapped[ref: i * 8] != nil {
        Py_DECREF(key)
        return true
    }
    guard let node = PyMem_Malloc(32) else {
        Py_DECREF(key)
        _ = PyErr_NoMemory()
        return false
    }
    node[ref: 0] = key
    node[word: 8] = hash
    addTail(od, node)
    od.od_fast_nodes.unsafelyUnwrapped[ref: i * 8] = node
    return true
}

/// Removes the node of a key, if it has one, before its entry goes: indices of colliding keys change with that. False with an exception.
private func clearNode(_ od: PyObj, _ given: PyObj?, _ key: PyObj, _ hash: Int) -> Bool {
    if od.od_first == nil { return true }
    let i = indexOf(od, key, hash)
    if i < 0 { return PyErr_Occurred() == nil }
    let nodes = od.od_fast_nodes.unsafelyUnwrapped
    guard let node = given ?? nodes[ref: i * 8] else { return true }
    nodes[ref: i * 8] = nil
    removeNode(od, node)
    freeNode(node)
    return true
}

/// Frees all nodes and their table.
func _odict_clear_nodes(_ od: PyObj) {
    if let nodes = od.od_fast_nodes { PyMem_Free(nodes) }
    od.od_fast_nodes = nil
    od.od_fast_nodes_size = 0
    od.od_resize_sentinel = nil
    var node = od.od_first
    od.od_first = nil
    od.od_last = nil
    while let n = node {
        node = n.nodeNext
        freeNode(n)
    }
}

// MARK: items

/// Sets an item with a known hash: 0, or -1 with an exception and the dict as it was.
func _PyODict_SetItem_KnownHash(_ od: PyObj, _ key: PyObj, _ value: PyObj, _ hash: Int) -> Int32 {
    if _PyDict_SetItem_KnownHash(od, key, value, hash) != 0 { return -1 }
    if addNewNode(od, key, hash) { return 0 }
    let (type, exception, traceback) = PyErr_Fetch()
    _PyDict_DelItem_KnownHash(od, key, hash)
    _PyErr_ChainExceptions(type, exception, traceback)
    return -1
}

/// `od[key] = value`: 0, or -1 with an exception.
func PyODict_SetItem(_ od: PyObj, _ key: PyObj, _ value: PyObj) -> Int32 {
    let hash = PyObject_Hash(key)
    return hash == -1 ? -1 : _PyODict_SetItem_KnownHash(od, key, value, hash)
}

/// `del od[key]`: 0, or -1 with an exception.
func PyODict_DelItem(_ od: PyObj, _ key: PyObj) -> Int32 {
    let hash = PyObject_Hash(key)
    if hash == -1 || !clearNode(od, nil, key, hash) { return -1 }
    return _PyDict_DelItem_KnownHash(od, key, hash)
}

func odict_mp_ass_sub(_ od: PyObj, _ key: PyObj, _ value: PyObj?) -> Int32 {
    if let value { return PyODict_SetItem(od, key, value) }
    return PyODict_DelItem(od, key)
}

/// Removes a key and returns its value, or the object for a failure: a new reference, or nil with an exception.
private func popKey(_ od: PyObj, _ key: PyObj, _ otherwise: PyObj?, _ hash: Int) -> PyObj? {
    if let node = _odict_find_node_hash(od, key, hash) {
        return clearNode(od, node, key, hash) ? _PyDict_Pop_KnownHash(od, key, hash, otherwise) : nil
    }
    if PyErr_Occurred() != nil { return nil }
    if let otherwise { return Py_NewRef(otherwise) }
    PyErr_SetObject(PyExc_KeyError, key)
    return nil
}

func odict_pop(_ od: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withFastArguments("pop", args, nargs, kwnames, ["key", "default"], min: 1, max: 2) { p in
        let key = p[0].unsafelyUnwrapped
        let hash = PyObject_Hash(key)
        return hash == -1 ? nil : popKey(od, key, p[1], hash)
    }
}

/// The truth value of an optional argument; nil with an exception.
private func flag(_ op: PyObj?) -> Bool? {
    guard let op else { return true }
    let r = PyObject_IsTrue(op)
    return r < 0 ? nil : r != 0
}

func odict_popitem(_ od: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withFastArguments("popitem", args, nargs, kwnames, ["last"], min: 0, max: 1) { p in
        guard let last = flag(p[0]) else { return nil }
        guard let node = last ? od.od_last : od.od_first else {
            return PyErr_Format(PyExc_KeyError, "dictionary is empty")
        }
        let key = Py_NewRef(node.nodeKey)
        guard let value = popKey(od, key, nil, node.nodeHash) else { return nil }
        let item = pack2(key, value)
        Py_DECREF(key)
        Py_DECREF(value)
        return item
    }
}

func odict_setdefault(_ od: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withFastArguments("setdefault", args, nargs, kwnames, ["key", "default"], min: 1, max: 2) { p in
        let key = p[0].unsafelyUnwrapped
        let value = p[1] ?? Py_None
        if od.ob_type == PyODict_Type {
            if let found = PyDict_GetItemWithError(od, key) { return Py_NewRef(found) }
            if PyErr_Occurred() != nil { return nil }
            return PyODict_SetItem(od, key, value) >= 0 ? Py_NewRef(value) : nil
        }
        let exists = PySequence_Contains(od, key)
        if exists < 0 { return nil }
        if exists > 0 { return PyObject_GetItem(od, key) }
        return PyObject_SetItem(od, key, value) >= 0 ? Py_NewRef(value) : nil
    }
}

func odict_move_to_end(_ od: PyObj, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?) -> PyObj? {
    withFastArguments("move_to_end", args, nargs, kwnames, ["key", "last"], min: 1, max: 2) { p in
        let key = p[0].unsafelyUnwrapped
        guard let last = flag(p[1]) else { return nil }
        guard let end = last ? od.od_last : od.od_first else {
            PyErr_SetObject(PyExc_KeyError, key)
            return nil
        }
        if key == end.nodeKey { return Py_NewRef(Py_None) }
        guard let node = _odict_find_node(od, key) else {
            if PyErr_Occurred() == nil { PyErr_SetObject(PyExc_KeyError, key) }
            return nil
        }
        if last && node != od.od_last {
            removeNode(od, node)
            addTail(od, node)
        } else if !last && node != od.od_first {
            removeNode(od, node)
            addHead(od, node)
        }
        return Py_NewRef(Py_None)
    }
}

/// Whether two OrderedDicts have equal keys in the same order: 1, 0, or -1 with an exception.
func _odict_keys_equal(_ a: PyObj, _ b: PyObj) -> Int32 {
    var (x, y) = (a.od_first, b.od_first)
    while let m = x, let n = y {
        let r = PyObject_RichCompareBool(m.nodeKey, n.nodeKey, Py_EQ)
        if r <= 0 { return r }
        (x, y) = (m.nodeNext, n.nodeNext)
    }
    return x == nil && y == nil ? 1 : 0
}
