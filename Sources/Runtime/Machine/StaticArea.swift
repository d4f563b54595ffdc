import Memory

/// Where the static objects lie. CPython keeps these in its binary's data segment; here they have constant addresses at the start of
/// the machine's range, so that `x is None` or an exact type check compares with an immediate.
///
///     0x1000_1000  machine state (see State.swift)
///     0x1001_0000  type objects, 256 × 416
///     0x1003_0000  None, NotImplemented, Ellipsis, False, True, (), b'', ''
///     0x1003_1000  small ints -5 … 256, 262 × 32
///     0x1003_4000  one-byte bytes, 256 × 48
///     0x1003_8000  Latin-1 characters: 128 ASCII × 64, then 128 × 80
///     0x1003_e000  identifiers, 80 each, room for 1,000
///     0x1006_0000  the type method cache, 4096 × 32
///     0x1008_0000  static tables: method definitions, slot wrappers, names (bump allocation)
public enum StaticArea {
    /// The type objects, 416 bytes each.
    public static let types: UInt = 0x1001_0000
    /// None, NotImplemented, Ellipsis, the bools and the empty constants.
    public static let singletons: UInt = 0x1003_0000
    /// The ints from -5 to 256.
    public static let smallInts: UInt = 0x1003_1000
    /// The bytes objects of length one.
    public static let byteCharacters: UInt = 0x1003_4000
    /// The one-character strings below code point 256.
    public static let latin1: UInt = 0x1003_8000
    /// The identifiers that the runtime itself uses.
    public static let identifiers: UInt = 0x1003_e000
    /// Bytes from one identifier to the next.
    public static let identifierStride: UInt = 80
    /// The type method cache.
    public static let methodCache: UInt = 0x1006_0000
    /// Method definitions, names and other tables.
    public static let tables: UInt = 0x1008_0000

    /// The reference count that CPython 3.11 gives to statically allocated objects.
    public static let refcnt = 999_999_999

    /// The object or table at a constant address.
    @inlinable @inline(__always) static func at(_ address: UInt) -> PyObj { PyObj(bitPattern: address).unsafelyUnwrapped }
}

extension StaticArea {
    // A type's identifier stride must hold the longest identifier: 48 bytes of header, then up to 31 characters and the null.
    @inline(__always) static func identifier(_ index: Int) -> PyObj { at(identifiers + identifierStride * UInt(index)) }
}

/// `None`.
@inlinable public var Py_None: PyObj { @inline(__always) get { StaticArea.at(StaticArea.singletons) } }
/// `NotImplemented`.
@inlinable public var Py_NotImplemented: PyObj { @inline(__always) get { StaticArea.at(StaticArea.singletons + 16) } }
/// `Ellipsis`.
@inlinable public var Py_Ellipsis: PyObj { @inline(__always) get { StaticArea.at(StaticArea.singletons + 32) } }
/// `False`.
@inlinable public var Py_False: PyObj { @inline(__always) get { StaticArea.at(StaticArea.singletons + 64) } }
/// `True`.
@inlinable public var Py_True: PyObj { @inline(__always) get { StaticArea.at(StaticArea.singletons + 96) } }
/// The empty tuple, 24 bytes and its (unused) GC head before it.
@inlinable public var emptyTuple: PyObj { @inline(__always) get { StaticArea.at(StaticArea.singletons + 144) } }
/// The empty bytes object.
@inlinable public var emptyBytes: PyObj { @inline(__always) get { StaticArea.at(StaticArea.singletons + 192) } }
/// The empty string.
@inlinable public var emptyUnicode: PyObj { @inline(__always) get { StaticArea.at(StaticArea.singletons + 256) } }
/// The shared keys table of an empty dict (32-byte header, 8 index bytes; see dictobject.c `empty_keys_struct`).
@inlinable public var Py_EMPTY_KEYS: PyObj { @inline(__always) get { StaticArea.at(StaticArea.singletons + 320) } }

/// The cached int of a value in -5 … 256.
@inlinable @inline(__always) public func smallInt(_ value: Int) -> PyObj {
    StaticArea.at(StaticArea.smallInts &+ UInt(bitPattern: (value &+ 5) &* 32))
}
/// The cached one-byte bytes object.
@inlinable @inline(__always) public func byteCharacter(_ byte: UInt8) -> PyObj {
    StaticArea.at(StaticArea.byteCharacters &+ UInt(byte) &* 48)
}
/// The cached one-character string of a code point below 256.
@inlinable @inline(__always) public func latin1Character(_ character: UInt8) -> PyObj {
    character < 128
        ? StaticArea.at(StaticArea.latin1 &+ UInt(character) &* 64)
        : StaticArea.at(StaticArea.latin1 &+ 128 &* 64 &+ UInt(character &- 128) &* 80)
}

/// A new reference to True or False.
@inlinable @inline(__always) public func PyBool_FromLong(_ value: Bool) -> PyObj { Py_NewRef(value ? Py_True : Py_False) }
