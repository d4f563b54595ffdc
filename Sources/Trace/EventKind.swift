/// What happened. The raw value is part of recordings: never renumber, only add.
///
/// Every kind says what its three operands `a`, `b` and `c` hold. "Object" is the address of a PyObject, "address" any
/// address in the machine's range; signed numbers are stored in two's complement. Operands that are not named are 0.
public enum EventKind: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    /// Nothing; never emitted.
    case none = 0

    // MARK: Evaluation loop

    /// An instruction is about to run. a: address of its code unit, b: address of the frame, c: opcode | oparg << 8.
    case instruction = 1
    /// A line of source begins. a: line number, b: address of the frame, c: the code object.
    case line = 2
    /// A value was pushed. a: object (0 for NULL), b: address of the stack slot, c: the frame.
    case push = 3
    /// A value was popped. a: object (0 for NULL), b: address of the stack slot it came from, c: the frame.
    case pop = 4
    /// A Python function's frame starts to run. a: the new frame, b: the function object, c: the calling frame (0: none).
    case call = 5
    /// A frame returns. a: the frame that ends, b: the result object, c: the frame that goes on (0: none).
    case `return` = 6
    /// A generator or coroutine frame yields. a: the frame, b: the value, c: the generator object.
    case yield = 7
    /// A suspended generator frame goes on. a: the frame, b: the value sent, c: the generator object.
    case resume = 8
    /// An exception was set. a: exception object (0: not made yet), b: its type, c: the frame.
    case raise = 9
    /// The stack unwinds in a frame. a: the frame, b: target code unit (0: no handler, the frame ends), c: stack depth kept.
    case unwind = 10
    /// An exception was caught: a handler begins. a: exception object, b: the frame, c: code unit of the handler.
    case handle = 11
    /// A native function is called. a: the callable, b: number of arguments, c: the frame.
    case callNative = 12
    /// A native function returned. a: the callable, b: result object (0: it raised), c: the frame.
    case returnNative = 13
    /// A local, cell or free variable's slot was set. a: address of the slot, b: new object (0: deleted), c: old object (0: none).
    case storeLocal = 14
    /// A name in a namespace dict was set. a: the dict, b: the name object, c: the value (0: deleted).
    case storeName = 15
    /// A frame record was taken from the data stack. a: the frame, b: bytes, c: the code object.
    case framePush = 16
    /// A frame record was given back. a: the frame, b: bytes.
    case framePop = 17
    /// A data-stack chunk was made. a: address, b: bytes.
    case chunkNew = 18
    /// A data-stack chunk was given back. a: address, b: bytes.
    case chunkFree = 19

    // MARK: Allocator

    /// A block was allocated. a: address, b: bytes asked for, c: bytes of the block (class size, or large block size).
    case alloc = 20
    /// A block was freed. a: address, b: bytes of the block.
    case free = 21
    /// A block was resized. a: new address, b: bytes asked for, c: old address (equal to a: in place).
    case realloc = 22
    /// A pool started to serve a size class. a: pool address, b: size-class index, c: arena index.
    case poolNew = 23
    /// A pool became empty and went to its arena's free pools. a: pool address, b: size-class index, c: arena index.
    case poolFree = 24
    /// An arena was allocated. a: address, b: arena index, c: number of pools.
    case arenaNew = 25
    /// An arena was returned to the system. a: address, b: arena index.
    case arenaFree = 26
    /// A block was carved from a pool's untouched end. a: pool address, b: block address, c: size-class index.
    case poolCarve = 27
    /// A pool has no free block left and left the usedpools ring. a: pool address, b: size-class index.
    case poolFull = 28
    /// A full pool got a free block and went to the front of the usedpools ring. a: pool address, b: size-class index.
    case poolUsed = 29
    /// An object was taken from a freelist. a: the object, b: its type, c: objects left on the list.
    case freelistTake = 30
    /// An object was parked on a freelist. a: the object, b: its type, c: objects now on the list.
    case freelistPut = 31

    // MARK: Objects

    /// A reference count grew. a: object, b: new count.
    case incref = 32
    /// A reference count fell. a: object, b: new count (0: `tp_dealloc` is about to be called).
    case decref = 33
    /// An object was made: its head is complete. a: object, b: its type.
    case newObject = 34
    /// A string was interned. a: the string object that stands for the text, b: the string asked about, c: 1 if already there.
    case intern = 36
    /// A list, dict, set or string changed its capacity. a: object, b: new capacity in items, c: old capacity.
    case resize = 37
    /// A type's version tag was cleared. a: the type, b: the old tag.
    case typeModified = 38
    /// A module is being imported. a: name object, b: module object (0: not made yet).
    case importModule = 39

    // MARK: Adaptive interpreter

    /// A code object was quickened. a: the code object, b: its code units.
    case quicken = 40
    /// An instruction was specialised. a: address of its code unit, b: new opcode, c: old opcode.
    case specialize = 41
    /// An attempt to specialise failed. a: address of the code unit, b: opcode, c: executions to wait.
    case specializeFail = 42
    /// A specialised form's guard failed. a: address of the code unit, b: opcode, c: counter left.
    case specializeMiss = 43

    // MARK: Cycle collector

    /// A collection starts. a: generation, b: objects in it after merging younger ones, c: 1 if by gc.collect().
    case gcStart = 50
    /// A pass starts. a: pass (a `GCPass` raw value), b: generation.
    case gcPass = 51
    /// update_refs copied a count. a: object, b: gc_refs.
    case gcUpdateRefs = 52
    /// subtract_refs followed a reference. a: from object, b: to object, c: new gc_refs of it.
    case gcSubtract = 53
    /// An object changed lists. a: object, b: list it went to (a `GCList` raw value), c: reason (a `GCReason` raw value).
    case gcMove = 54
    /// A weak reference to trash was cleared. a: weakref object, b: the dying object, c: 1 if its callback will be called.
    case gcWeakref = 55
    /// A finalizer is about to be called. a: object, b: its type.
    case gcFinalize = 56
    /// `tp_clear` is about to be called. a: object, b: its type.
    case gcClear = 57
    /// A collection ended. a: generation, b: collected, c: uncollectable.
    case gcEnd = 58
    /// An object was linked into generation 0. a: object, b: gen-0 count.
    case gcTrack = 59
    /// An object was unlinked from its generation. a: object, b: 1 if by the collector (nothing in it can take part in a cycle).
    case gcUntrack = 60
    /// move_unreachable visits a reference. a: from object, b: to object, c: gc_refs of it before the visit (-1: not in the set).
    case gcVisit = 61
    /// A weak reference was cleared outside a collection. a: weakref object, b: the dying object, c: 1 if it has a callback.
    case weakrefClear = 62
    /// A weak reference's callback is about to be called. a: weakref object, b: the callback.
    case weakrefCallback = 63

    // MARK: World

    /// Bytes were written. a: file descriptor, b: address of the bytes, c: their number.
    case output = 70
    /// An outside value came in. a: door (clock, random, input line, file, …), b: address of the value or the value, c: bytes.
    case input = 71
    /// Another thread runs. a: thread state that runs now, b: the one that ran before, c: switch number.
    case threadSwitch = 72
    /// A thread started. a: its thread state, b: the callable.
    case threadStart = 73
    /// A thread ended. a: its thread state.
    case threadEnd = 74
    /// The GIL was taken. a: thread state.
    case gilTake = 75
    /// The GIL was dropped. a: thread state, b: 1 if on request.
    case gilDrop = 76
    /// A waiting thread asks for the GIL. a: the waiting thread state, b: the holder.
    case gilRequest = 77
    /// The eval breaker was seen set. a: frame, b: its reasons.
    case evalBreaker = 78
    /// The script ends. a: exit status.
    case exit = 79
}

/// The passes of one collection, in their order (`gc_collect_main`, Modules/gcmodule.c).
public enum GCPass: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    /// Younger generations are merged into the one that is collected.
    case merge = 1
    /// Each object's reference count is copied to gc_refs.
    case updateRefs = 2
    /// Each reference inside the set is subtracted.
    case subtractRefs = 3
    /// What cannot be reached from outside is moved aside.
    case moveUnreachable = 4
    /// Tuples that can take no part in a cycle are untracked.
    case untrackTuples = 5
    /// Survivors go to the next generation.
    case mergeSurvivors = 6
    /// Dicts that can take no part in a cycle are untracked (full collections only).
    case untrackDicts = 7
    /// Objects with `tp_del` are moved to the uncollectable ones, with all that they reach.
    case legacyFinalizers = 8
    /// Weak references to trash are cleared and callbacks called.
    case weakrefs = 9
    /// `tp_finalize` is called, once for an object.
    case finalize = 10
    /// Objects that finalizers brought back are found and kept.
    case resurrected = 11
    /// `tp_clear` breaks the cycles.
    case deleteGarbage = 12
    /// What cannot be freed goes to gc.garbage.
    case uncollectable = 13
    /// Freelists are emptied (full collections only).
    case clearFreelists = 14
}

/// The collector's lists that `gcMove` names.
public enum GCList: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    /// The set being examined.
    case young = 1
    /// Tentatively unreachable objects.
    case unreachable = 2
    /// Survivors: the next older generation.
    case old = 3
    /// Objects with `tp_del` and what they reach.
    case finalizers = 4
    /// Weak references whose callbacks will be called.
    case weakrefsToCall = 5
    /// Objects whose finalizer has been looked at.
    case seen = 6
    /// The permanent generation (`gc.freeze`).
    case permanent = 7
    /// No list: the object was freed.
    case freed = 8
    /// Trash that no finalizer brought back.
    case finalUnreachable = 9
}

/// Why an object changed lists.
public enum GCReason: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    /// gc_refs is 0: nothing outside is known to refer to it.
    case noOutsideReference = 1
    /// A reachable object refers to it.
    case reachedFromReachable = 2
    /// It survived the collection.
    case survived = 3
    /// It has `tp_del`.
    case legacyFinalizer = 4
    /// An object with `tp_del` reaches it.
    case reachedFromFinalizer = 5
    /// Its callback must be called.
    case callback = 6
    /// Its finalizer was looked at.
    case finalizerSeen = 7
    /// A finalizer brought it back.
    case resurrected = 8
    /// `tp_clear` did not free it.
    case stillAlive = 9
    /// It is still unreachable after the finalizers.
    case stillUnreachable = 10
}
