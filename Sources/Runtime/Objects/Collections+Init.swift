import Memory

// The collections' part of starting the machine.

/// Fills the static types of this part and the shared empty objects.
func initCollTypes() {
    initEmptyKeys()
    initEmptyTuple()
    initDictType()
    initDictIterTypes()
    initDictViewTypes()
    initODictTypes()
    initListType()
    initListIterTypes()
    initTupleType()
    initTupleIterType()
    initSliceType()
    initSetTypes()
    initSetIterType()
    initEnumType()
    initReversedType()
    initSequenceIteratorTypes()
    initAnextAwaitableType()
    initZipMapFilterTypes()
}

/// Nothing is left to make once the types are ready.
func initCollObjects() {}
