import Glibc
import Memory
import Trace

// The hash table of sets. Origin: Objects/setobject.c. An entry is 16 bytes: key at 0, hash at 8. A key of nil with hash 0 was never
// used; the dummy with hash -1 was deleted. Up to 8 slots lie in the object itself.

/// The key of deleted entries: an address only, no object.
var _PySet_Dummy: PyObj { @inline(__always) get { StaticArea.at(StaticArea.singletons + 0x200) } }
/// The slots in the object itself.
var PySet_MINSIZE: Int { @inline(__always) get { 8 } }
/// How many neighbours are looked at before the next jump.
var linearProbes: UInt { @inline(__always) get { 9 } }

/// The number of keys.
@inline(__always) func PySet_GET_SIZE(_ so: PyObj) -> Int { so.set_used }
@inline(__always) func PySet_Check(_ op: PyObj) -> Bool { PyObject_TypeCheck(op, PySet_Type) }
@inline(__always) func PySet_CheckExact(_ op: PyObj) -> Bool { op.ob_type == PySet_Type }
@inline(__always) func PyFrozenSet_CheckExact(_ op: PyObj) -> Bool { op.ob_type == PyFrozenSet_Type }
@inline(__always) func PyFrozenSet_Check(_ op: PyObj) -> Bool { PyObject_TypeCheck(op, PyFrozenSet_Type) }

extension UnsafeMutableRawPointer {
    /// The key of a set entry.
    @inline(__always) var se_key: PyObj? {
        get { load(as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, as: PyObj?.self) }
    }
    /// The hash of a set entry.
    @inline(__always) var se_hash: Int {
        get { load(fromByteOffset: 8, as: Int.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 8, as: Int.self) }
    }
    /// The table of a set.
    @inline(__always) var setTable: PyObj { set_table.unsafelyUnwrapped }
    /// The eight slots in the set itself.
    @inline(__always) var smallTable: PyObj { self + 64 }
}

/// The entry that holds a key, or the unused one that ends the search; nil with an exception.
func set_lookkey(_ so: PyObj, _ key: PyObj, _ hash: Int) -> PyObj? {
    restart: while true {
        let table = so.setTable
        let mask = UInt(bitPattern: so.set_mask)
        var perturb = UInt(bitPattern: hash)
        var i = perturb & mask
        while true {
            var entry = table + Int(bitPattern: i) &* 16
            var probes = i &+ linearProbes <= mask ? linearProbes : 0
            while true {
                let h = entry.se_hash
                if h == hash, let startkey = entry.se_key {
                    if startkey == key { return entry }
                    if startkey.ob_type == PyUnicode_Type && key.ob_type == PyUnicode_Type && dict_unicode_eq(startkey, key) {
                        return entry
                    }
                    Py_INCREF(startkey)
                    let cmp = PyObject_RichCompareBool(startkey, key, Py_EQ)
                    Py_DECREF(startkey)
                    if cmp < 0 { return nil }
                    if table != so.set_table || entry.se_key != startkey { continue restart }
                    if cmp > 0 { return entry }
                } else if h == 0 && entry.se_key == nil {
                    return entry
                }
                if probes == 0 { break }
                probes &-= 1
                entry += 16
            }
            perturb &>>= 5
            i = (i &* 5 &+ 1 &+ perturb) & mask
        }
    }
}

/// Adds a key. 0, or -1 with an exception.
func set_add_entry(_ so: PyObj, _ key: PyObj, _ hash: Int) -> Int32 {
    // Held already now: a comparison may drop the caller's.
    Py_INCREF(key)
    restart: while true {
        let table = so.setTable
        let mask = UInt(bitPattern: so.set_mask)
        var freeslot: PyObj?
        var perturb = UInt(bitPattern: hash)
        var i = perturb & mask
        while true {
            var entry = table + Int(bitPattern: i) &* 16
            var probes = i &+ linearProbes <= mask ? linearProbes : 0
            while true {
                let h = entry.se_hash
                if h == hash, let startkey = entry.se_key {
                    if startkey == key
                        || (startkey.ob_type == PyUnicode_Type && key.ob_type == PyUnicode_Type && dict_unicode_eq(startkey, key))
                    {
                        Py_DECREF(key)
                        return 0
                    }
                    Py_INCREF(startkey)
                    let cmp = PyObject_RichCompareBool(startkey, key, Py_EQ)
                    Py_DECREF(startkey)
                    if cmp != 0 {
                        Py_DECREF(key)
                        return cmp < 0 ? -1 : 0
                    }
                    if table != so.set_table || entry.se_key != startkey { continue restart }
                } else if h == 0 && entry.se_key == nil {
                    so.set_used = so.set_used &+ 1
                    if let freeslot {
                        freeslot.se_key = key
                        freeslot.se_hash = hash
                        return 0
                    }
                    so.set_fill = so.set_fill &+ 1
                    entry.se_key = key
                    entry.se_hash = hash
                    if so.set_fill &* 5 < Int(bitPattern: mask) &* 3 { return 0 }
                    return set_table_resize(so, so.set_used > 50000 ? so.set_used &* 2 : so.set_used &* 4)
                } else if h == -1 {
                    freeslot = entry
                }
                if probes == 0 { break }
                probes &-= 1
                entry += 16
            }
            perturb &>>= 5
            i = (i &* 5 &+ 1 &+ perturb) & mask
        }
    }
}

/// Puts a key that is not there into a table without deleted entries (the reference is taken over).
@inline(__always) private func set_insert_clean(_ table: PyObj, _ mask: UInt, _ key: PyObj, _ hash: Int) {
    var perturb = UInt(bitPattern: hash)
    var i = perturb & mask
    while true {
        var entry = table + Int(bitPattern: i) &* 16
        var probes = i &+ linearProbes <= mask ? linearProbes : 0
        while true {
            if entry.se_key == nil {
                entry.se_key = key
                entry.se_hash = hash
                return
            }
            if probes == 0 { break }
            probes &-= 1
            entry += 16
        }
        perturb &>>= 5
        i = (i &* 5 &+ 1 &+ perturb) & mask
    }
}

/// Gives a set the smallest table with more than `minused` slots, without deleted entries. 0, or -1 with MemoryError.
func set_table_resize(_ so: PyObj, _ minused: Int) -> Int32 {
    var newsize = PySet_MINSIZE
    while newsize <= minused { newsize &<<= 1 }
    let oldtable = so.setTable
    let oldmask = so.set_mask
    let malloced = oldtable != so.smallTable
    if newsize == PySet_MINSIZE && !malloced {
        if so.set_fill == so.set_used { return 0 }
        // The table in the object is rebuilt from a copy.
        return withUnsafeTemporaryAllocation(byteCount: 128, alignment: 16) {
            let copy = $0.baseAddress.unsafelyUnwrapped
            copy.copyMemory(from: oldtable, byteCount: 128)
            rebuild(so, so.smallTable, newsize, copy, oldmask)
            return 0
        }
    }
    let newtable: PyObj
    if newsize == PySet_MINSIZE {
        newtable = so.smallTable
    } else {
        guard newsize <= Int.max / 16, let p = PyMem_Malloc(newsize &* 16) else {
            _ = PyErr_NoMemory()
            return -1
        }
        newtable = p
    }
    rebuild(so, newtable, newsize, oldtable, oldmask)
    emitIfTracing(.resize, bits(so), bits(newsize), bits(oldmask &+ 1))
    if malloced { PyMem_Free(oldtable) }
    return 0
}

private func rebuild(_ so: PyObj, _ newtable: PyObj, _ newsize: Int, _ oldtable: PyObj, _ oldmask: Int) {
    memset(newtable, 0, newsize &* 16)
    so.set_mask = newsize &- 1
    so.set_table = newtable
    so.set_fill = so.set_used
    let mask = UInt(bitPattern: newsize &- 1)
    var entry = oldtable
    for _ in 0...oldmask {
        if let key = entry.se_key, key != _PySet_Dummy { set_insert_clean(newtable, mask, key, entry.se_hash) }
        entry += 16
    }
}

/// Whether a key is there: 1, 0, or -1 with an exception.
func set_contains_entry(_ so: PyObj, _ key: PyObj, _ hash: Int) -> Int32 {
    guard let entry = set_lookkey(so, key, hash) else { return -1 }
    return entry.se_key != nil ? 1 : 0
}

/// Removes a key: 1 if it was there, 0 if not, -1 with an exception.
func set_discard_entry(_ so: PyObj, _ key: PyObj, _ hash: Int) -> Int32 {
    guard let entry = set_lookkey(so, key, hash) else { return -1 }
    guard let old = entry.se_key else { return 0 }
    entry.se_key = _PySet_Dummy
    entry.se_hash = -1
    so.set_used = so.set_used &- 1
    Py_DECREF(old)
    return 1
}

/// The same three by key alone.
@inline(__always) func set_add_key(_ so: PyObj, _ key: PyObj) -> Int32 {
    let hash = dict_key_hash(key)
    return hash == -1 ? -1 : set_add_entry(so, key, hash)
}
@inline(__always) func set_contains_key(_ so: PyObj, _ key: PyObj) -> Int32 {
    let hash = dict_key_hash(key)
    return hash == -1 ? -1 : set_contains_entry(so, key, hash)
}
@inline(__always) func set_discard_key(_ so: PyObj, _ key: PyObj) -> Int32 {
    let hash = dict_key_hash(key)
    return hash == -1 ? -1 : set_discard_entry(so, key, hash)
}

private func set_empty_to_minsize(_ so: PyObj) {
    memset(so.smallTable, 0, 128)
    so.set_fill = 0
    so.set_used = 0
    so.set_mask = PySet_MINSIZE - 1
    so.set_table = so.smallTable
    so.set_hash = -1
}

/// Drops the `used` keys of a table.
@inline(__always) func set_drop_keys(_ table: PyObj, _ count: Int) {
    var used = count
    var entry = table
    while used > 0 {
        if let key = entry.se_key, key != _PySet_Dummy {
            used &-= 1
            Py_DECREF(key)
        }
        entry += 16
    }
}

/// Empties a set; it looks empty before the first key is dropped.
func set_clear_internal(_ so: PyObj) {
    let table = so.setTable
    let used = so.set_used
    if table != so.smallTable {
        set_empty_to_minsize(so)
        set_drop_keys(table, used)
        PyMem_Free(table)
    } else if so.set_fill > 0 {
        withUnsafeTemporaryAllocation(byteCount: 128, alignment: 16) {
            let copy = $0.baseAddress.unsafelyUnwrapped
            copy.copyMemory(from: table, byteCount: 128)
            set_empty_to_minsize(so)
            set_drop_keys(copy, used)
        }
    }
}

/// The next entry at or after `pos`; nil at the end.
@inline(__always) func set_next_entry(_ so: PyObj, _ pos: inout Int) -> PyObj? {
    var i = pos
    let mask = so.set_mask
    var entry = so.setTable + i &* 16
    while i <= mask {
        if let key = entry.se_key, key != _PySet_Dummy {
            pos = i &+ 1
            return entry
        }
        i &+= 1
        entry += 16
    }
    pos = i &+ 1
    return nil
}

/// The next key and hash at or after `pos` (borrowed); false at the end.
@inline(__always) func set_next(_ so: PyObj, _ pos: inout Int, _ key: inout PyObj, _ hash: inout Int) -> Bool {
    guard let entry = set_next_entry(so, &pos) else { return false }
    key = entry.se_key.unsafelyUnwrapped
    hash = entry.se_hash
    return true
}

/// Adds all keys of another set. 0, or -1 with an exception.
private func set_merge(_ so: PyObj, _ other: PyObj) -> Int32 {
    if other == so || other.set_used == 0 { return 0 }
    if (so.set_fill &+ other.set_used) &* 5 >= so.set_mask &* 3 {
        if set_table_resize(so, (so.set_used &+ other.set_used) &* 2) != 0 { return -1 }
    }
    let otherMask = other.set_mask
    if so.set_fill == 0 {
        var from = other.setTable
        if so.set_mask == otherMask && other.set_fill == other.set_used {
            var to = so.setTable
            for _ in 0...otherMask {
                if let key = from.se_key {
                    Py_INCREF(key)
                    to.se_key = key
                    to.se_hash = from.se_hash
                }
                from += 16
                to += 16
            }
            so.set_fill = other.set_fill
            so.set_used = other.set_used
            return 0
        }
        let table = so.setTable
        let mask = UInt(bitPattern: so.set_mask)
        so.set_fill = other.set_used
        so.set_used = other.set_used
        for _ in 0...otherMask {
            if let key = from.se_key, key != _PySet_Dummy {
                Py_INCREF(key)
                set_insert_clean(table, mask, key, from.se_hash)
            }
            from += 16
        }
        return 0
    }
    var i = 0
    while i <= other.set_mask {
        let entry = other.setTable + i &* 16
        if let key = entry.se_key, key != _PySet_Dummy {
            if set_add_entry(so, key, entry.se_hash) != 0 { return -1 }
        }
        i &+= 1
    }
    return 0
}

/// Adds all that an object yields. 0, or -1 with an exception.
func set_update_internal(_ so: PyObj, _ other: PyObj) -> Int32 {
    if PyAnySet_Check(other) { return set_merge(so, other) }
    if PyDict_CheckExact(other) {
        let n = other.ma_used
        if (so.set_fill &+ n) &* 5 >= so.set_mask &* 3 {
            if set_table_resize(so, (so.set_used &+ n) &* 2) != 0 { return -1 }
        }
        var pos = 0
        var key = other
        var value = other
        var hash = 0
        while dict_next(other, &pos, &key, &value, &hash) {
            if set_add_entry(so, key, hash) != 0 { return -1 }
        }
        return 0
    }
    guard let it = PyObject_GetIter(other) else { return -1 }
    while let key = PyIter_Next(it) {
        if set_add_key(so, key) != 0 {
            Py_DECREF(it)
            Py_DECREF(key)
            return -1
        }
        Py_DECREF(key)
    }
    Py_DECREF(it)
    return PyErr_Occurred() != nil ? -1 : 0
}

/// A new set of any class with what an object yields; nil with an exception.
func make_new_set(_ type: PyObj, _ iterable: PyObj?) -> PyObj? {
    guard let so = type.tp_alloc.unsafelyUnwrapped(type, 0) else { return nil }
    so.set_fill = 0
    so.set_used = 0
    so.set_mask = PySet_MINSIZE - 1
    so.set_table = so.smallTable
    so.set_hash = -1
    so.set_finger = 0
    so.set_weakreflist = nil
    if let iterable, set_update_internal(so, iterable) != 0 {
        Py_DECREF(so)
        return nil
    }
    return so
}

/// The same, of class set or frozenset for a subclass.
func make_new_set_basetype(_ type: PyObj, _ iterable: PyObj?) -> PyObj? {
    if type == PySet_Type || type == PyFrozenSet_Type { return make_new_set(type, iterable) }
    return make_new_set(PyType_IsSubtype(type, PySet_Type) ? PySet_Type : PyFrozenSet_Type, iterable)
}
