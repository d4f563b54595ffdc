import Memory

// Hashes of static objects. CPython hashes None, Ellipsis, NotImplemented and its types by their addresses in the program's data segment, and
// these decide the order of a set that holds them. Debian's python3.11 (3.11.2, not relocated) has the same addresses in every run; so that
// a set is printed in the same order here, its hashes are used in place of our own addresses. Origin: Python/pyhash.c `_Py_HashPointer`.

/// The static types of python3.11 by name: address >> 4, measured (`id(t) >> 4`).
private let typeHashes: [(StaticString, Int)] = [
    ("ArithmeticError", 0x9f1d8), ("AssertionError", 0x9f0fa), ("AttributeError", 0x9f21a), ("BaseException", 0x95656),
    ("BaseExceptionGroup", 0x9f162), ("BlockingIOError", 0x9ee8a), ("BrokenPipeError", 0x9ecb6), ("BufferError", 0x9f0e0),
    ("BytesWarning", 0x9efa8), ("CallableProxyType", 0x948aa), ("ChildProcessError", 0x9ee70),
    ("ConnectionAbortedError", 0x9ec9c), ("ConnectionError", 0x9ee56), ("ConnectionRefusedError", 0x9ec82),
    ("ConnectionResetError", 0x9ec68), ("DeprecationWarning", 0x9ef8e), ("EOFError", 0x9f0c6), ("EncodingMap", 0xa3b72),
    ("EncodingWarning", 0x9ef74), ("Exception", 0x956ec), ("FileExistsError", 0x9ee3c), ("FileNotFoundError", 0x9ee22),
    ("FloatingPointError", 0x9efdc), ("FutureWarning", 0x9ef5a), ("GeneratorExit", 0x9f148), ("GenericAlias", 0x9524c),
    ("ImportError", 0x9f0ac), ("ImportWarning", 0x9ef40), ("IndentationError", 0x9ed6c), ("IndexError", 0x9ed52),
    ("InterruptedError", 0x9ee08), ("IsADirectoryError", 0x9edee), ("KeyError", 0x9ed38), ("KeyboardInterrupt", 0x9f12e),
    ("LookupError", 0x9f092), ("MemoryError", 0x9f078), ("ModuleNotFoundError", 0x9ed1e), ("NameError", 0x9f05e),
    ("NoneType", 0x94b26), ("NotADirectoryError", 0x9edd4), ("NotImplementedError", 0x946fa), ("NotImplementedType", 0x94afa),
    ("OSError", 0x94746), ("OverflowError", 0x9f1f2), ("PendingDeprecationWarning", 0x9ef26), ("PermissionError", 0x9edba),
    ("ProcessLookupError", 0x9eda0), ("ProxyType", 0x948e4), ("RecursionError", 0x9ed04), ("ReferenceError", 0x9f044),
    ("ReferenceType", 0x94908), ("ResourceWarning", 0x9ef0c), ("RuntimeError", 0x94760), ("RuntimeWarning", 0x9eef2),
    ("SimpleNamespace", 0x94b4a), ("StopAsyncIteration", 0x9f02a), ("StopIteration", 0x9f24e), ("SyntaxError", 0x9f010),
    ("SyntaxWarning", 0x9eed8), ("SystemError", 0x95864), ("SystemExit", 0x9f114), ("TabError", 0x9ec4e),
    ("TextIOWrapper", 0xa40ea), ("TimeoutError", 0x9ed86), ("TypeError", 0x9f234), ("UnboundLocalError", 0x9ecea),
    ("UnicodeDecodeError", 0x9ec34), ("UnicodeEncodeError", 0x9ec1a), ("UnicodeError", 0x9ecd0),
    ("UnicodeTranslateError", 0x9ec00), ("UnicodeWarning", 0x9eebe), ("UnionType", 0x9e9e4), ("UserWarning", 0x9eea4),
    ("ValueError", 0x94714), ("Warning", 0x9eff6), ("ZeroDivisionError", 0x9efc2), ("anext_awaitable", 0x9eb1c),
    ("bool", 0x95682), ("builtin_function_or_method", 0x94bc2), ("builtin_method", 0x94b8e), ("bytearray", 0x955e6),
    ("bytearray_iterator", 0x95542), ("bytes", 0x958b2), ("bytes_iterator", 0x95520), ("callable_iterator", 0x94f22),
    ("cell", 0x954e4), ("classmethod", 0x94fc4), ("classmethod_descriptor", 0x95310), ("code", 0x95944), ("complex", 0x9542e),
    ("coroutine", 0x95200), ("coroutine_wrapper", 0x9515e), ("dict", 0x94e7e), ("dict_itemiterator", 0x94dd4),
    ("dict_items", 0x94d62), ("dict_keyiterator", 0x94dba), ("dict_keys", 0x94da0), ("dict_reverseitemiterator", 0x94e08),
    ("dict_reversekeyiterator", 0x94e28), ("dict_reversevalueiterator", 0x94dee), ("dict_valueiterator", 0x94d3c),
    ("dict_values", 0x94d22), ("ellipsis", 0x9496a), ("enumerate", 0x9526c), ("fieldnameiterator", 0xa3b58),
    ("filter", 0x94890), ("float", 0x95090), ("formatteriterator", 0xa3b3e), ("frame", 0x95042), ("frozenset", 0x959b2),
    ("function", 0x95002), ("generator", 0x950fe), ("generic_alias_iterator", 0x9eae8), ("getset_descriptor", 0x952d4),
    ("int", 0x958cc), ("iterator", 0x94f44), ("list", 0x94ec0), ("list_iterator", 0x94f04), ("list_reverseiterator", 0x94ee2),
    ("longrange_iterator", 0x94aa8), ("map", 0x94872), ("mappingproxy", 0x953bc), ("member_descriptor", 0x952f6),
    ("method", 0x9549e), ("method-wrapper", 0x953f0), ("method_descriptor", 0x95340), ("module", 0x95998),
    ("moduledef", 0x94b64), ("object", 0x9563c), ("property", 0x95378), ("range", 0x94a86), ("range_iterator", 0x94aca),
    ("reversed", 0x9528e), ("set", 0x94a3e), ("set_iterator", 0x949b4), ("slice", 0x94994), ("staticmethod", 0x94f9a),
    ("str", 0x95898), ("str_ascii_iterator", 0x9e9fe), ("str_iterator", 0x9492a), ("super", 0x9560a), ("traceback", 0x947b4),
    ("tuple", 0x9587e), ("tuple_iterator", 0x9494c), ("type", 0x9584a), ("wrapper_descriptor", 0x952b2), ("zip", 0x94854),
]

/// Where a type's slot of 416 bytes in the static area holds its hash: behind the 408 bytes of PyTypeObject.
private let hashOffset = 408

/// Stores the hashes of the static types that are filled in.
func initStaticHashes() {
    var hashes: [String: Int] = [:]
    for (name, hash) in typeHashes { hashes[name.description] = hash }
    for i in 0..<StaticArea.typeCount {
        let type = StaticArea.at(StaticArea.types + 416 * UInt(i))
        guard type.load(fromByteOffset: 24, as: PyObj?.self) != nil else { continue }
        // `tp_name` has the module of some types before a dot.
        let name = typeText(type)
        let last = name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? name
        type.storeBytes(of: hashes[last] ?? 0, toByteOffset: hashOffset, as: Int.self)
    }
}

/// The `tp_hash` of `object`. Origin: `_Py_HashPointer`.
func object_hash(_ op: PyObj) -> Int {
    let address = UInt(bitPattern: op)
    if _slowPath(address < StaticArea.smallInts) {
        if op == Py_None { return 0x959cc }
        if op == Py_Ellipsis { return 0x9477a }
        if op == Py_NotImplemented { return 0x9477b }
        let offset = address &- StaticArea.types
        if offset < 416 * UInt(StaticArea.typeCount) && offset % 416 == 0 {
            let hash = op.load(fromByteOffset: hashOffset, as: Int.self)
            if hash != 0 { return hash }
        }
    }
    return _Py_HashPointer(op)
}
