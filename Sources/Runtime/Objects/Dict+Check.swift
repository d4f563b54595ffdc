import Memory

// What must hold of every dict. Origin: `_PyDict_CheckConsistency` in Objects/dictobject.c.

/// What is wrong with a dict: one line for each broken rule; empty if all is well.
public func _PyDict_CheckConsistency(_ op: PyObj) -> [String] {
    var wrong: [String] = []
    func check(_ ok: Bool, _ rule: String) { if !ok { wrong.append("dict \(op): \(rule)") } }
    let keys = op.ma_keys
    let split = op.ma_values != nil
    let usable = USABLE_FRACTION(DK_SIZE(keys))
    let n = keys.dk_nentries
    check(PyDict_Check(op), "is a dict")
    check(op.ma_used >= 0 && op.ma_used <= usable, "0 <= ma_used <= usable")
    check(keys.dk_usable >= 0 && keys.dk_usable <= usable, "0 <= dk_usable <= usable")
    check(n >= 0 && n <= usable, "0 <= dk_nentries <= usable")
    check(keys.dk_usable + n <= usable, "dk_usable + dk_nentries <= usable")
    if !wrong.isEmpty { return wrong }
    if split {
        check(keys.dk_kind == DICT_KEYS_SPLIT, "a split dict has shared keys")
        check(op.ma_used <= SHARED_KEYS_MAX_SIZE, "a split dict has at most 30 items")
    } else {
        check(keys.dk_kind != DICT_KEYS_SPLIT, "a combined dict has its own keys")
        check(keys.dk_refcnt == 1 || keys == Py_EMPTY_KEYS, "a combined dict's keys have one user")
    }
    // Each live entry is in the index table once, on its own probe path.
    var seen = [Int](repeating: 0, count: max(n, 1))
    for i in 0..<(keys == Py_EMPTY_KEYS ? 0 : DK_SIZE(keys)) {
        let ix = dictkeys_get_index(keys, UInt(i))
        check(ix >= DKIX_DUMMY && ix < n, "index \(i) is in range")
        if ix >= 0 && ix < n { seen[ix] += 1 }
    }
    var live = 0
    for i in 0..<n {
        let ep = DK_ENTRIES(keys) + i * (DK_IS_UNICODE(keys) ? 16 : 24)
        let key = DK_IS_UNICODE(keys) ? ep.ue_key : ep.me_key
        let value = split ? op.ma_values.unsafelyUnwrapped.word(i) : DK_IS_UNICODE(keys) ? ep.ue_value : ep.me_value
        if value != nil { live += 1 }
        guard let key else {
            check(value == nil, "entry \(i): a hole has no value")
            check(seen[i] == 0, "entry \(i): a hole is not indexed")
            continue
        }
        check(split || value != nil, "entry \(i): a key has a value")
        check(seen[i] == 1, "entry \(i): is indexed once")
        check(key.ob_refcnt > 0, "entry \(i): its key is alive")
        if let value { check(value.ob_refcnt > 0, "entry \(i): its value is alive") }
        let hash = DK_IS_UNICODE(keys) ? key.unicode_hash : ep.me_hash
        if DK_IS_UNICODE(keys) {
            check(PyUnicode_CheckExact(key), "entry \(i): its key is an exact string")
            if split { check(ep.ue_value == nil, "entry \(i): no value in shared keys") }
        }
        check(hash != -1, "entry \(i): has a hash")
        check(lookdict_index(keys, hash, i) >= 0, "entry \(i): can be found")
    }
    check(live == op.ma_used, "ma_used \(op.ma_used) is the number of values \(live)")
    if let values = op.ma_values {
        check(values_count(values) == op.ma_used, "the insertion order has ma_used slots")
        var slots = Set<Int>()
        for i in 0..<min(op.ma_used, values_count(values)) {
            let ix = get_index_from_order(op, i)
            check(slots.insert(ix).inserted, "slot \(ix) is in the order once")
            check(ix < n && values.word(ix) != nil, "slot \(ix) has a value")
        }
    }
    return wrong
}
