import Glibc
import Memory
import Trace

// The keys tables of dicts: header, index table, entries. Origin: Objects/dictobject.c, Include/internal/pycore_dict.h.
//
// A keys object is a block of 32 bytes of header, `1 << dk_log2_index_bytes` bytes of indices of 1, 2, 4 or 8 bytes each, then the
// entries: 24 bytes (hash, key, value) in a general table, 16 bytes (key, value) in one whose keys are all exact strings.

/// An index that was never used.
var DKIX_EMPTY: Int { @inline(__always) get { -1 } }
/// An index whose entry was deleted.
var DKIX_DUMMY: Int { @inline(__always) get { -2 } }
/// A comparison raised an exception.
var DKIX_ERROR: Int { @inline(__always) get { -3 } }
/// A comparison changed the dict: the lookup starts again.
var DKIX_KEY_CHANGED: Int { @inline(__always) get { -4 } }

/// `dk_kind`: 24-byte entries, any keys.
var DICT_KEYS_GENERAL: UInt8 { @inline(__always) get { 0 } }
/// `dk_kind`: 16-byte entries, all keys exact strings.
var DICT_KEYS_UNICODE: UInt8 { @inline(__always) get { 1 } }
/// `dk_kind`: as unicode, shared by the instances of a class; the values lie elsewhere.
var DICT_KEYS_SPLIT: UInt8 { @inline(__always) get { 2 } }

/// The base-2 logarithm of the smallest table.
var PyDict_LOG_MINSIZE: UInt8 { @inline(__always) get { 3 } }
/// How many dict heads, and how many keys tables, are kept for reuse.
var PyDict_MAXFREELIST: Int { @inline(__always) get { 80 } }
/// The most names that a class's shared table takes.
var SHARED_KEYS_MAX_SIZE: Int { @inline(__always) get { 30 } }

/// How many slots a table has.
@inline(__always) func DK_SIZE(_ keys: PyObj) -> Int { 1 &<< Int(keys.dk_log2_size) }
/// How many entries a table of `n` slots may hold.
@inline(__always) func USABLE_FRACTION(_ n: Int) -> Int { (n &<< 1) / 3 }
/// Whether all keys are exact strings.
@inline(__always) func DK_IS_UNICODE(_ keys: PyObj) -> Bool { keys.dk_kind != 0 }
/// The first entry.
@inline(__always) func DK_ENTRIES(_ keys: PyObj) -> PyObj { keys + (32 &+ (1 &<< Int(keys.dk_log2_index_bytes))) }
/// The next value of `ma_version_tag`.
@inline(__always) func DICT_NEXT_VERSION() -> UInt64 {
    let v = Interp.dictVersion &+ 1
    Interp.dictVersion = v
    return UInt64(bitPattern: Int64(v))
}

/// Entries of both kinds are read through these.
extension UnsafeMutableRawPointer {
    /// `me_hash` of a general entry.
    @inline(__always) var me_hash: Int {
        get { load(as: Int.self) }
        nonmutating set { storeBytes(of: newValue, as: Int.self) }
    }
    /// `me_key` of a general entry.
    @inline(__always) var me_key: PyObj? {
        get { load(fromByteOffset: 8, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 8, as: PyObj?.self) }
    }
    /// `me_value` of a general entry.
    @inline(__always) var me_value: PyObj? {
        get { load(fromByteOffset: 16, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 16, as: PyObj?.self) }
    }
    /// `me_key` of a unicode entry.
    @inline(__always) var ue_key: PyObj? {
        get { load(as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, as: PyObj?.self) }
    }
    /// `me_value` of a unicode entry.
    @inline(__always) var ue_value: PyObj? {
        get { load(fromByteOffset: 8, as: PyObj?.self) }
        nonmutating set { storeBytes(of: newValue, toByteOffset: 8, as: PyObj?.self) }
    }
    /// One value of a values array (or of any array of objects).
    @inline(__always) func word(_ i: Int) -> PyObj? { load(fromByteOffset: i &* 8, as: PyObj?.self) }
    /// Sets one value of a values array (or of any array of objects).
    @inline(__always) func setWord(_ i: Int, _ v: PyObj?) { storeBytes(of: v, toByteOffset: i &* 8, as: PyObj?.self) }
}

/// The entry of slot `i` of the index table.
@inline(__always) func dictkeys_get_index(_ keys: PyObj, _ i: UInt) -> Int {
    let log2 = keys.dk_log2_size
    let p = keys + 32
    let i = Int(bitPattern: i)
    if _fastPath(log2 < 8) { return Int(p.load(fromByteOffset: i, as: Int8.self)) }
    if log2 < 16 { return Int(p.load(fromByteOffset: i &<< 1, as: Int16.self)) }
    if log2 < 32 { return Int(p.load(fromByteOffset: i &<< 2, as: Int32.self)) }
    return p.load(fromByteOffset: i &<< 3, as: Int.self)
}

/// Sets slot `i` of the index table.
@inline(__always) func dictkeys_set_index(_ keys: PyObj, _ i: UInt, _ ix: Int) {
    let log2 = keys.dk_log2_size
    let p = keys + 32
    let i = Int(bitPattern: i)
    if _fastPath(log2 < 8) {
        p.storeBytes(of: Int8(truncatingIfNeeded: ix), toByteOffset: i, as: Int8.self)
    } else if log2 < 16 {
        p.storeBytes(of: Int16(truncatingIfNeeded: ix), toByteOffset: i &<< 1, as: Int16.self)
    } else if log2 < 32 {
        p.storeBytes(of: Int32(truncatingIfNeeded: ix), toByteOffset: i &<< 2, as: Int32.self)
    } else {
        p.storeBytes(of: ix, toByteOffset: i &<< 3, as: Int.self)
    }
}

/// The logarithm of the smallest table with at least `minsize` slots; every request below 16 gets 16, except those up to 8.
@inline(__always) func calculate_log2_keysize(_ minsize: Int) -> UInt8 {
    let m = (minsize | 8) &- 1
    return UInt8(truncatingIfNeeded: 64 &- (m | 7).leadingZeroBitCount)
}
/// The logarithm of the size that takes `n` entries.
@inline(__always) func estimate_log2_keysize(_ n: Int) -> UInt8 { calculate_log2_keysize((n &* 3 &+ 1) / 2) }

/// Writes the shared keys table of empty dicts into its place. Called once, before any dict is made.
func initEmptyKeys() {
    let k = Py_EMPTY_KEYS
    k.dk_refcnt = 1
    k.dk_log2_size = 0
    k.dk_log2_index_bytes = 0
    k.dk_kind = DICT_KEYS_UNICODE
    k.dk_version = 1
    k.dk_usable = 0
    k.dk_nentries = 0
    memset(k + 32, 0xff, 8)
    if Interp.nextKeysVersion == 0 { Interp.nextKeysVersion = 2 }
}

/// A new keys table of `1 << log2_size` slots, or nil with MemoryError.
func new_keys_object(_ log2_size: UInt8, _ unicode: Bool) -> PyObj? {
    let usable = USABLE_FRACTION(1 &<< Int(log2_size))
    let entrySize = unicode ? 16 : 24
    let log2_bytes: UInt8 =
        log2_size < 8 ? log2_size : log2_size < 16 ? log2_size &+ 1 : log2_size >= 32 ? log2_size &+ 3 : log2_size &+ 2
    let dk: PyObj
    let list = Freelists.dictKeys
    let count = list.load(as: Int.self)
    if log2_size == PyDict_LOG_MINSIZE && unicode && count > 0 {
        dk = list.load(fromByteOffset: count &* 8, as: PyObj.self)
        list.storeBytes(of: count &- 1, as: Int.self)
        emitIfTracing(.freelistTake, bits(dk), 0, bits(count &- 1))
    } else {
        guard let p = PyObject_Malloc(32 &+ (1 &<< Int(log2_bytes)) &+ entrySize &* usable) else {
            _ = PyErr_NoMemory()
            return nil
        }
        dk = p
    }
    dk.dk_refcnt = 1
    dk.storeBytes(of: 0, toByteOffset: 8, as: UInt64.self)
    dk.dk_log2_size = log2_size
    dk.dk_log2_index_bytes = log2_bytes
    dk.dk_kind = unicode ? DICT_KEYS_UNICODE : DICT_KEYS_GENERAL
    dk.dk_nentries = 0
    dk.dk_usable = usable
    if log2_size == 3 {
        dk.storeBytes(of: UInt64.max, toByteOffset: 32, as: UInt64.self)
    } else {
        memset(dk + 32, 0xff, 1 &<< Int(log2_bytes))
    }
    memset(dk + (32 &+ (1 &<< Int(log2_bytes))), 0, entrySize &* usable)
    return dk
}

/// Gives the block of a keys table back, to the free list if it is of the smallest unicode size.
@inline(__always) func release_keys_block(_ keys: PyObj) {
    let list = Freelists.dictKeys
    let count = list.load(as: Int.self)
    if keys.dk_log2_size == PyDict_LOG_MINSIZE && count < PyDict_MAXFREELIST && DK_IS_UNICODE(keys) {
        list.storeBytes(of: count &+ 1, as: Int.self)
        list.storeBytes(of: keys, toByteOffset: (count &+ 1) &* 8, as: PyObj.self)
        emitIfTracing(.freelistPut, bits(keys), 0, bits(count &+ 1))
        return
    }
    PyObject_Free(keys)
}

/// Drops all that a keys table holds, then the table.
func free_keys_object(_ keys: PyObj) {
    let n = keys.dk_nentries
    if DK_IS_UNICODE(keys) {
        var ep = DK_ENTRIES(keys)
        for _ in 0..<n {
            Py_XDECREF(ep.ue_key)
            Py_XDECREF(ep.ue_value)
            ep += 16
        }
    } else {
        var ep = DK_ENTRIES(keys)
        for _ in 0..<n {
            Py_XDECREF(ep.me_key)
            Py_XDECREF(ep.me_value)
            ep += 24
        }
    }
    release_keys_block(keys)
}

/// One more user of a keys table.
@inline(__always) func dictkeys_incref(_ dk: PyObj) { dk.dk_refcnt = dk.dk_refcnt &+ 1 }
/// One user less; the last one frees it.
@inline(__always) func dictkeys_decref(_ dk: PyObj) {
    let n = dk.dk_refcnt &- 1
    dk.dk_refcnt = n
    if n == 0 { free_keys_object(dk) }
}
/// One user of a class's shared keys less.
func _PyDictKeys_DecRef(_ keys: PyObj) { dictkeys_decref(keys) }

/// The bytes of a keys table's block.
func _PyDict_KeysSize(_ keys: PyObj) -> Int {
    32 &+ (1 &<< Int(keys.dk_log2_index_bytes)) &+ USABLE_FRACTION(DK_SIZE(keys)) &* (DK_IS_UNICODE(keys) ? 16 : 24)
}

// MARK: Lookup

/// Equality of two exact strings that are not the same object.
@inline(__always) func dict_unicode_eq(_ a: PyObj, _ b: PyObj) -> Bool {
    let n = a.unicode_length
    if n != b.unicode_length { return false }
    let sa = a.unicode_state
    let sb = b.unicode_state
    if (sa ^ sb) & 0x1c != 0 { return false }
    let pa = sa & 0x20 == 0 ? a.unicode_data.unsafelyUnwrapped : a + (sa & 0x40 != 0 ? 48 : 72)
    let pb = sb & 0x20 == 0 ? b.unicode_data.unsafelyUnwrapped : b + (sb & 0x40 != 0 ? 48 : 72)
    return memcmp(pa, pb, n &* Int((sa >> 2) & 7)) == 0
}

/// The hash of a key: an exact string has it cached; -1 with an exception.
@inline(__always) func dict_key_hash(_ key: PyObj) -> Int {
    if key.ob_type == PyUnicode_Type {
        let h = key.unicode_hash
        if _fastPath(h != -1) { return h }
    }
    return PyObject_Hash(key)
}

/// The entry of an exact string in a table of exact strings.
func unicodekeys_lookup_unicode(_ dk: PyObj, _ key: PyObj, _ hash: Int) -> Int {
    let ep0 = DK_ENTRIES(dk)
    let mask = UInt(bitPattern: DK_SIZE(dk) &- 1)
    var perturb = UInt(bitPattern: hash)
    var i = perturb & mask
    while true {
        let ix = dictkeys_get_index(dk, i)
        if ix >= 0 {
            let k = (ep0 + ix &* 16).ue_key.unsafelyUnwrapped
            if k == key || (k.unicode_hash == hash && dict_unicode_eq(k, key)) { return ix }
        } else if ix == DKIX_EMPTY {
            return ix
        }
        perturb &>>= 5
        i = mask & (i &* 5 &+ perturb &+ 1)
    }
}

/// The entry of any other key in a table of exact strings.
func unicodekeys_lookup_generic(_ mp: PyObj, _ dk: PyObj, _ key: PyObj, _ hash: Int) -> Int {
    let ep0 = DK_ENTRIES(dk)
    let mask = UInt(bitPattern: DK_SIZE(dk) &- 1)
    var perturb = UInt(bitPattern: hash)
    var i = perturb & mask
    while true {
        let ix = dictkeys_get_index(dk, i)
        if ix >= 0 {
            let ep = ep0 + ix &* 16
            let startkey = ep.ue_key.unsafelyUnwrapped
            if startkey == key { return ix }
            if startkey.unicode_hash == hash {
                Py_INCREF(startkey)
                let cmp = PyObject_RichCompareBool(startkey, key, Py_EQ)
                Py_DECREF(startkey)
                if cmp < 0 { return DKIX_ERROR }
                if dk == mp.ma_keys && ep.ue_key == startkey {
                    if cmp > 0 { return ix }
                } else {
                    return DKIX_KEY_CHANGED
                }
            }
        } else if ix == DKIX_EMPTY {
            return ix
        }
        perturb &>>= 5
        i = mask & (i &* 5 &+ perturb &+ 1)
    }
}

/// The entry of a key in a general table.
func dictkeys_generic_lookup(_ mp: PyObj, _ dk: PyObj, _ key: PyObj, _ hash: Int) -> Int {
    let ep0 = DK_ENTRIES(dk)
    let mask = UInt(bitPattern: DK_SIZE(dk) &- 1)
    var perturb = UInt(bitPattern: hash)
    var i = perturb & mask
    let keyIsUnicode = key.ob_type == PyUnicode_Type
    while true {
        let ix = dictkeys_get_index(dk, i)
        if ix >= 0 {
            let ep = ep0 + ix &* 24
            let startkey = ep.me_key.unsafelyUnwrapped
            if startkey == key { return ix }
            if ep.me_hash == hash {
                if keyIsUnicode && startkey.ob_type == PyUnicode_Type {
                    // Comparing two exact strings runs no other code: no need to hold the key or to look for changes.
                    if dict_unicode_eq(startkey, key) { return ix }
                } else {
                    Py_INCREF(startkey)
                    let cmp = PyObject_RichCompareBool(startkey, key, Py_EQ)
                    Py_DECREF(startkey)
                    if cmp < 0 { return DKIX_ERROR }
                    if dk == mp.ma_keys && ep.me_key == startkey {
                        if cmp > 0 { return ix }
                    } else {
                        return DKIX_KEY_CHANGED
                    }
                }
            }
        } else if ix == DKIX_EMPTY {
            return ix
        }
        perturb &>>= 5
        i = mask & (i &* 5 &+ perturb &+ 1)
    }
}

/// The entry of a string in a keys table: DKIX_EMPTY if absent, DKIX_ERROR (no exception) if it is no exact string or the table is general.
func _PyDictKeys_StringLookup(_ dk: PyObj, _ key: PyObj) -> Int {
    if key.ob_type != PyUnicode_Type || dk.dk_kind == DICT_KEYS_GENERAL { return DKIX_ERROR }
    let hash = dict_key_hash(key)
    if hash == -1 {
        PyErr_Clear()
        return DKIX_ERROR
    }
    return unicodekeys_lookup_unicode(dk, key, hash)
}

/// Looks a key up: its entry's number and its value (borrowed; nil in a split table that does not have it), DKIX_EMPTY, or DKIX_ERROR with
/// an exception.
@inline(__always) func _Py_dict_lookup(_ mp: PyObj, _ key: PyObj, _ hash: Int, _ value_addr: inout PyObj?) -> Int {
    let dk = mp.ma_keys
    if _fastPath(dk.dk_kind != DICT_KEYS_GENERAL && key.ob_type == PyUnicode_Type) {
        let ix = unicodekeys_lookup_unicode(dk, key, hash)
        if ix >= 0 {
            value_addr =
                dk.dk_kind == DICT_KEYS_SPLIT
                ? mp.ma_values.unsafelyUnwrapped.word(ix) : (DK_ENTRIES(dk) + ix &* 16).ue_value
        } else {
            value_addr = nil
        }
        return ix
    }
    return dict_lookup_other(mp, key, hash, &value_addr)
}

@inline(never) private func dict_lookup_other(_ mp: PyObj, _ key: PyObj, _ hash: Int, _ value_addr: inout PyObj?) -> Int {
    while true {
        let dk = mp.ma_keys
        let kind = dk.dk_kind
        let ix: Int
        if kind != DICT_KEYS_GENERAL {
            ix =
                key.ob_type == PyUnicode_Type
                ? unicodekeys_lookup_unicode(dk, key, hash) : unicodekeys_lookup_generic(mp, dk, key, hash)
            if ix == DKIX_KEY_CHANGED { continue }
            if ix >= 0 {
                value_addr =
                    kind == DICT_KEYS_SPLIT
                    ? mp.ma_values.unsafelyUnwrapped.word(ix) : (DK_ENTRIES(dk) + ix &* 16).ue_value
            } else {
                value_addr = nil
            }
        } else {
            ix = dictkeys_generic_lookup(mp, dk, key, hash)
            if ix == DKIX_KEY_CHANGED { continue }
            value_addr = ix >= 0 ? (DK_ENTRIES(dk) + ix &* 24).me_value : nil
        }
        return ix
    }
}

/// The slot of the index table that holds entry `index`.
func lookdict_index(_ k: PyObj, _ hash: Int, _ index: Int) -> Int {
    let mask = UInt(bitPattern: DK_SIZE(k) &- 1)
    var perturb = UInt(bitPattern: hash)
    var i = perturb & mask
    while true {
        let ix = dictkeys_get_index(k, i)
        if ix == index { return Int(bitPattern: i) }
        if ix == DKIX_EMPTY { return DKIX_EMPTY }
        perturb &>>= 5
        i = mask & (i &* 5 &+ perturb &+ 1)
    }
}

/// The first slot on the probe path that holds no entry.
@inline(__always) func find_empty_slot(_ keys: PyObj, _ hash: Int) -> UInt {
    let mask = UInt(bitPattern: DK_SIZE(keys) &- 1)
    var perturb = UInt(bitPattern: hash)
    var i = perturb & mask
    while dictkeys_get_index(keys, i) >= 0 {
        perturb &>>= 5
        i = mask & (i &* 5 &+ perturb &+ 1)
    }
    return i
}

/// Fills the index table for `n` entries of a new table.
func build_indices(_ keys: PyObj, _ n: Int) {
    let unicode = DK_IS_UNICODE(keys)
    let stride = unicode ? 16 : 24
    var ep = DK_ENTRIES(keys)
    let mask = UInt(bitPattern: DK_SIZE(keys) &- 1)
    for ix in 0..<n {
        let hash = unicode ? ep.ue_key.unsafelyUnwrapped.unicode_hash : ep.me_hash
        var perturb = UInt(bitPattern: hash)
        var i = perturb & mask
        while dictkeys_get_index(keys, i) != DKIX_EMPTY {
            perturb &>>= 5
            i = mask & (i &* 5 &+ perturb &+ 1)
        }
        dictkeys_set_index(keys, i, ix)
        ep += stride
    }
}

/// A number unique to the present state of a keys table, for the specialiser; 0 if the numbers have run out.
func _PyDictKeys_GetVersionForCurrentState(_ dictkeys: PyObj) -> UInt32 {
    if dictkeys.dk_version != 0 { return dictkeys.dk_version }
    let next = Interp.nextKeysVersion
    if UInt32(truncatingIfNeeded: next) == 0 { return 0 }
    Interp.nextKeysVersion = next &+ 1
    dictkeys.dk_version = UInt32(truncatingIfNeeded: next)
    return dictkeys.dk_version
}
