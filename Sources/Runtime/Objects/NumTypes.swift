// The types and objects of numbers and of object.c, in one list for the start of the machine.

/// Fills the slots of the number types, of None, NotImplemented, Ellipsis and range.
func initNumTypes() {
    initNoneType()
    initNotImplementedType()
    initEllipsisType()
    initLongType()
    initBoolType()
    initFloatType()
    initComplexType()
    initRangeType()
    initRangeIteratorTypes()
}

/// Writes the singletons and the small ints, and the hashes of static objects.
func initNumObjects() {
    initSingletonObjects()
    initLongObjects()
    initBoolObjects()
    initStaticHashes()
}
