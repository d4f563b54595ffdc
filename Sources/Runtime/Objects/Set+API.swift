import Memory

// The C API of sets, and their invariants. Origin: Objects/setobject.c.

/// A new set; nil with an exception.
func PySet_New(_ iterable: PyObj?) -> PyObj? { make_new_set(PySet_Type, iterable) }
/// A new frozenset; nil with an exception.
func PyFrozenSet_New(_ iterable: PyObj?) -> PyObj? { make_new_set(PyFrozenSet_Type, iterable) }
/// The number of keys, or -1 with an exception.
func PySet_Size(_ anyset: PyObj) -> Int {
    if !PyAnySet_Check(anyset) {
        PyErr_BadInternalCall()
        return -1
    }
    return anyset.set_used
}
/// Empties a set. 0, or -1 with an exception.
@discardableResult func PySet_Clear(_ set: PyObj) -> Int32 {
    if !PySet_Check(set) {
        PyErr_BadInternalCall()
        return -1
    }
    set_clear_internal(set)
    return 0
}
/// Whether a key is there: 1, 0, or -1 with an exception.
func PySet_Contains(_ anyset: PyObj, _ key: PyObj) -> Int32 {
    if !PyAnySet_Check(anyset) {
        PyErr_BadInternalCall()
        return -1
    }
    return set_contains_key(anyset, key)
}
/// Removes a key: 1 if it was there, 0 if not, -1 with an exception.
@discardableResult func PySet_Discard(_ set: PyObj, _ key: PyObj) -> Int32 {
    if !PySet_Check(set) {
        PyErr_BadInternalCall()
        return -1
    }
    return set_discard_key(set, key)
}
/// Adds a key to a set, or to a frozenset that nobody else knows. 0, or -1 with an exception.
@discardableResult func PySet_Add(_ anyset: PyObj, _ key: PyObj) -> Int32 {
    if !PySet_Check(anyset) && (!PyFrozenSet_Check(anyset) || anyset.ob_refcnt != 1) {
        PyErr_BadInternalCall()
        return -1
    }
    return set_add_key(anyset, key)
}
/// Walks a set: start with position 0; true while there is a key (borrowed).
func _PySet_NextEntry(_ set: PyObj, _ pos: inout Int, _ key: inout PyObj?, _ hash: inout Int) -> Bool {
    guard let entry = set_next_entry(set, &pos) else { return false }
    key = entry.se_key
    hash = entry.se_hash
    return true
}
/// Adds all that an object yields. 0, or -1 with an exception.
@discardableResult func _PySet_Update(_ set: PyObj, _ iterable: PyObj) -> Int32 {
    if !PySet_Check(set) {
        PyErr_BadInternalCall()
        return -1
    }
    return set_update_internal(set, iterable)
}

/// What is wrong with a set: one line for each broken rule; empty if all is well.
public func _PySet_CheckConsistency(_ op: PyObj) -> [String] {
    var wrong: [String] = []
    func check(_ ok: Bool, _ rule: String) { if !ok { wrong.append("set \(op): \(rule)") } }
    check(PyAnySet_Check(op), "is a set")
    let size = op.set_mask + 1
    check(size >= PySet_MINSIZE && size & (size - 1) == 0, "the table's size is a power of two from 8")
    check((op.set_table == op.smallTable) == (size == PySet_MINSIZE), "8 slots lie in the object, more do not")
    check(op.set_used >= 0 && op.set_used <= op.set_fill && op.set_fill <= op.set_mask, "0 <= used <= fill <= mask")
    if !wrong.isEmpty { return wrong }
    var active = 0
    var dummies = 0
    for i in 0..<size {
        let entry = op.setTable + i * 16
        guard let key = entry.se_key else {
            check(entry.se_hash == 0, "slot \(i): an unused slot has hash 0")
            continue
        }
        if key == _PySet_Dummy {
            dummies += 1
            check(entry.se_hash == -1, "slot \(i): a deleted slot has hash -1")
            continue
        }
        active += 1
        check(key.ob_refcnt > 0, "slot \(i): its key is alive")
        check(entry.se_hash != -1, "slot \(i): has a hash")
        if PyUnicode_CheckExact(key) { check(entry.se_hash == key.unicode_hash, "slot \(i): has its string's hash") }
        // The slot must lie on the key's probe path, before the first unused one.
        let mask = UInt(size - 1)
        var perturb = UInt(bitPattern: entry.se_hash)
        var at = perturb & mask
        var found = false
        path: while true {
            let n = at + linearProbes <= mask ? linearProbes : 0
            for j in at...(at + n) {
                if Int(j) == i {
                    found = true
                    break path
                }
                if (op.setTable + Int(j) * 16).se_key == nil { break path }
            }
            perturb &>>= 5
            at = (at &* 5 &+ 1 &+ perturb) & mask
        }
        check(found, "slot \(i): can be found")
    }
    check(active == op.set_used, "used \(op.set_used) is the number of keys \(active)")
    check(active + dummies == op.set_fill, "fill \(op.set_fill) is the number of keys and deleted slots \(active + dummies)")
    return wrong
}
