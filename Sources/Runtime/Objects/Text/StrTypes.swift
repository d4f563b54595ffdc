import Memory

/// Fills the type objects of text and bytes, and lays out their static objects (no allocation, nothing interned).
func initStrTypes() {
    initStaticStrings()
    initStaticBytes()
    initUnicodeType()
    initUnicodeIteratorTypes()
    initFormatterTypes()
    initEncodingMapType()
    initBytesType()
    initBytesIteratorType()
    initByteArrayType()
    initMemoryViewTypes()
}

/// Nothing is left to create: the interned dict is made by the first interning, the codec registry by its first use.
func initStrObjects() {}
