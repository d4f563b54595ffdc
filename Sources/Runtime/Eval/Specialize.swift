import Bytecode
import Memory
import Trace

// The specialising adaptive interpreter (PEP 659): quickening, counters, and what all families share. Origin: Python/specialize.c,
// Include/internal/pycore_code.h. Opcodes and caches lie in the code object's bytes; nothing is remembered elsewhere.
//
// The first cache unit is a counter. While the instruction is adaptive: bits 4…15 executions to wait before the next try, bits 0…3 the
// exponent of that wait. When it is specialised: how many more misses it takes.

/// A code unit in a code object: opcode in the low byte, argument in the high one.
typealias CodeUnit = UnsafeMutablePointer<UInt16>

/// The bits of an adaptive counter that hold the exponent. Origin: ADAPTIVE_BACKOFF_BITS.
let ADAPTIVE_BACKOFF_BITS: UInt16 = 4
/// One execution in an adaptive counter.
var ADAPTIVE_COUNTER_STEP: UInt16 { @inline(__always) get { 1 << 4 } }
/// The exponent after a specialised form gave up. Origin: ADAPTIVE_BACKOFF_START.
private let backoffStart: UInt16 = 5
/// The largest exponent. Origin: MAX_BACKOFF_VALUE.
private let backoffMaximum: UInt16 = 12
/// How many misses a new specialised form takes: a prime around 50. Origin: initial_counter_value.
private let missesAllowed: UInt16 = 53

extension Interp {
    /// `isinstance`, which calls of it are recognised by (borrowed). Origin: struct callable_cache.
    @inline(__always) static var isinstanceCallable: PyObj? {
        get { object(194) }
        set { set(194, newValue) }
    }
    /// `len` (borrowed).
    @inline(__always) static var lenCallable: PyObj? {
        get { object(195) }
        set { set(195, newValue) }
    }
    /// `list.append` (borrowed).
    @inline(__always) static var listAppendCallable: PyObj? {
        get { object(196) }
        set { set(196, newValue) }
    }
    /// The names of the keyword arguments of the call that is being made, between KW_NAMES and CALL (borrowed from the constants).
    @inline(__always) static var keywordNames: PyObj? {
        get { object(198) }
        set { set(198, newValue) }
    }
    /// Takes the names for the call: the callee may make calls with names of its own.
    @inline(__always) static func takeKeywordNames() -> PyObj? {
        let names = keywordNames
        keywordNames = nil
        return names
    }
    /// How many code objects were quickened: `sys._getquickenedcount()`. Origin: _Py_QuickenedCount.
    static var quickenedCount: Int {
        get { word(197) }
        set { set(197, newValue) }
    }
}

/// Remembers the callables that have specialised forms of their own. Origin: init_interp_main and its neighbours.
func initCallableCache(_ builtins: PyObj) {
    Interp.isinstanceCallable = PyDict_GetItemString(builtins, "isinstance")
    Interp.lenCallable = PyDict_GetItemString(builtins, "len")
    Interp.listAppendCallable = PyDict_GetItemString(PyList_Type.tp_dict!, "append")
}

// MARK: Caches

extension UnsafeMutablePointer<UInt16> {
    /// A number of two units. Origin: read_u32.
    @inline(__always) func u32(_ unit: Int) -> UInt32 { UnsafeRawPointer(self + unit).loadUnaligned(as: UInt32.self) }
    /// Stores a number of two units. Origin: write_u32.
    @inline(__always) func setU32(_ unit: Int, _ value: UInt32) {
        UnsafeMutableRawPointer(self + unit).storeBytes(of: value, as: UInt32.self)
    }
    /// A pointer of four units. Origin: read_obj.
    @inline(__always) func object(_ unit: Int) -> PyObj { UnsafeRawPointer(self + unit).loadUnaligned(as: PyObj.self) }
    /// Stores a pointer of four units. Origin: write_obj.
    @inline(__always) func setObject(_ unit: Int, _ value: PyObj) {
        UnsafeMutableRawPointer(self + unit).storeBytes(of: value, as: PyObj.self)
    }
    /// The instruction that stands here.
    @inline(__always) var instruction: Instruction { Instruction(byte: UInt8(truncatingIfNeeded: pointee)) }
    /// Exchanges the opcode and keeps the argument. Origin: _Py_SET_OPCODE.
    @inline(__always) func setOpcode(_ new: Instruction) { pointee = pointee & 0xff00 | UInt16(new.rawValue) }
}

// MARK: Quickening

/// Counts an execution of RESUME or JUMP_BACKWARD; after the eighth the code is quickened. Origin: _PyCode_Warmup.
@inline(__always) func _PyCode_Warmup(_ code: PyObj) {
    let warmup = code.co_warmup
    if warmup != 0 {
        code.co_warmup = warmup &+ 1
        if warmup == -1 { _PyCode_Quicken(code) }
    }
}

/// Writes adaptive instructions and superinstructions. Origin: _PyCode_Quicken.
@inline(never) func _PyCode_Quicken(_ code: PyObj) {
    Interp.quickenedCount += 1
    let units = code.codeStart
    let count = code.ob_size
    var previous: Instruction?
    var i = 0
    while i < count {
        let instruction = units[i].instruction
        if let adaptive = adaptiveForm(instruction) {
            units[i].setOpcode(adaptive)
            previous = nil
            i += 1 + cacheUnits(instruction)
            continue
        }
        switch (previous, instruction) {
        case (_, .EXTENDED_ARG): units[i].setOpcode(.EXTENDED_ARG_QUICK)
        case (_, .JUMP_BACKWARD): units[i].setOpcode(.JUMP_BACKWARD_QUICK)
        case (_, .RESUME): units[i].setOpcode(.RESUME_QUICK)
        case (.LOAD_FAST, .LOAD_FAST): units[i - 1].setOpcode(.LOAD_FAST__LOAD_FAST)
        case (.STORE_FAST, .LOAD_FAST): units[i - 1].setOpcode(.STORE_FAST__LOAD_FAST)
        case (.LOAD_CONST, .LOAD_FAST): units[i - 1].setOpcode(.LOAD_CONST__LOAD_FAST)
        case (.STORE_FAST, .STORE_FAST): units[i - 1].setOpcode(.STORE_FAST__STORE_FAST)
        case (.LOAD_FAST, .LOAD_CONST): units[i - 1].setOpcode(.LOAD_FAST__LOAD_CONST)
        default: break
        }
        previous = instruction
        i += 1
    }
    emitIfTracing(.quicken, UnsafeRawPointer(code), count)
}

extension UInt16 {
    fileprivate var instruction: Instruction { Instruction(byte: UInt8(truncatingIfNeeded: self)) }
    fileprivate mutating func setOpcode(_ new: Instruction) { self = self & 0xff00 | UInt16(new.rawValue) }
}

/// The adaptive form of an instruction, nil if its family has none. Origin: _PyOpcode_Adaptive.
func adaptiveForm(_ instruction: Instruction) -> Instruction? {
    switch instruction {
    case .BINARY_OP: .BINARY_OP_ADAPTIVE
    case .BINARY_SUBSCR: .BINARY_SUBSCR_ADAPTIVE
    case .CALL: .CALL_ADAPTIVE
    case .COMPARE_OP: .COMPARE_OP_ADAPTIVE
    case .LOAD_ATTR: .LOAD_ATTR_ADAPTIVE
    case .LOAD_GLOBAL: .LOAD_GLOBAL_ADAPTIVE
    case .LOAD_METHOD: .LOAD_METHOD_ADAPTIVE
    case .PRECALL: .PRECALL_ADAPTIVE
    case .STORE_ATTR: .STORE_ATTR_ADAPTIVE
    case .STORE_SUBSCR: .STORE_SUBSCR_ADAPTIVE
    case .UNPACK_SEQUENCE: .UNPACK_SEQUENCE_ADAPTIVE
    default: nil
    }
}

/// Whether an instruction goes on with the next unit without dispatching.
func isSuperinstruction(_ instruction: Instruction) -> Bool {
    switch instruction {
    case .LOAD_FAST__LOAD_FAST, .LOAD_FAST__LOAD_CONST, .LOAD_CONST__LOAD_FAST, .STORE_FAST__LOAD_FAST, .STORE_FAST__STORE_FAST:
        true
    default: false
    }
}

// MARK: Successes, failures, misses

/// Writes a specialised form: it is taken until it has missed too often.
@inline(__always) func specialized(_ unit: CodeUnit, _ form: Instruction) {
    emitIfTracing(.specialize, UnsafeRawPointer(unit), Int(form.rawValue), Int(unit.pointee & 0xff))
    unit.setOpcode(form)
    unit[1] = missesAllowed
}

/// Gives up for good: no form of this instruction fits where it stands.
@inline(__always) func neverSpecialized(_ unit: CodeUnit, _ base: Instruction) {
    emitIfTracing(.specialize, UnsafeRawPointer(unit), Int(base.rawValue), Int(unit.pointee & 0xff))
    unit.setOpcode(base)
}

/// Puts the next try off, twice as long as the last time. Origin: adaptive_counter_backoff.
func specializationFailed(_ unit: CodeUnit) {
    let backoff = min(unit[1] & 15 + 1, backoffMaximum)
    let wait = UInt16(1) << backoff - 1
    unit[1] = wait << ADAPTIVE_BACKOFF_BITS | backoff
    emitIfTracing(.specializeFail, UnsafeRawPointer(unit), Int(unit.pointee & 0xff), Int(wait))
}

/// A specialised form's guard failed: counts it, makes the instruction adaptive again at last, and returns the general instruction, which
/// takes its place this time. Origin: the label miss in Python/ceval.c.
@inline(never) func specializationMiss(_ unit: CodeUnit) -> UInt16 {
    let base = baseInstruction(unit.instruction)
    let left = unit[1] &- 1
    emitIfTracing(.specializeMiss, UnsafeRawPointer(unit), Int(unit.pointee & 0xff), Int(left))
    unit[1] = left
    if left == 0, let adaptive = adaptiveForm(base) {
        emitIfTracing(.specialize, UnsafeRawPointer(unit), Int(adaptive.rawValue), Int(unit.pointee & 0xff))
        unit.setOpcode(adaptive)
        unit[1] = (1 << backoffStart - 1) << ADAPTIVE_BACKOFF_BITS | backoffStart
    }
    return UInt16(base.rawValue)
}

/// Whether an adaptive instruction shall try now. If not, it has waited one execution more. `cache` is its first cache unit.
@inline(__always) func triesNow(_ cache: CodeUnit) -> Bool {
    let counter = cache.pointee
    if counter < ADAPTIVE_COUNTER_STEP { return true }
    cache.pointee = counter &- ADAPTIVE_COUNTER_STEP
    return false
}

/// A word that dispatches an instruction; the argument is known already.
@inline(__always) func unitOf(_ instruction: Instruction) -> UInt16 { UInt16(instruction.rawValue) }

/// The kind of function that can be entered without binding arguments: no `*args`, no `**kwargs`, no keyword-only parameters, fast locals.
/// Origin: function_kind.
func isSimpleFunction(_ code: PyObj) -> Bool {
    code.co_flags & (CodeFlags.VARARGS | CodeFlags.VARKEYWORDS) == 0 && code.co_kwonlyargcount == 0
        && code.co_flags & CodeFlags.OPTIMIZED != 0
}

/// A number unique to the present state of a function, 0 if the numbers have run out. Origin: _PyFunction_GetVersionForCurrentState.
func _PyFunction_GetVersionForCurrentState(_ function: PyObj) -> UInt32 {
    if function.func_version != 0 { return function.func_version }
    let next = max(Interp.nextFuncVersion, 1)
    if next > Int(UInt32.max) { return 0 }
    Interp.nextFuncVersion = next + 1
    function.func_version = UInt32(next)
    return UInt32(next)
}

// MARK: Fast paths

/// What LOAD_ATTR_MODULE and LOAD_METHOD_MODULE find (borrowed), nil for a miss. `cache` is the first cache unit.
@inline(__always) func moduleAttribute(_ owner: PyObj, _ cache: CodeUnit) -> PyObj? {
    guard owner.ob_type == PyModule_Type else { return nil }
    let keys = owner.md_dict.unsafelyUnwrapped.ma_keys
    guard keys.dk_version == cache.u32(1) else { return nil }
    return (DK_ENTRIES(keys) + Int(cache[3]) &* 16).ue_value
}

/// The place of a name's value in an instance dict where it was found last; nil if something else is there.
@inline(__always) func hintedEntry(_ dict: PyObj, _ hint: Int, _ name: PyObj) -> UnsafeMutablePointer<PyObj?>? {
    let keys = dict.ma_keys
    guard hint < keys.dk_nentries else { return nil }
    if DK_IS_UNICODE(keys) {
        let entry = DK_ENTRIES(keys) + hint &* 16
        return entry.ue_key == name ? (entry + 8).assumingMemoryBound(to: PyObj?.self) : nil
    }
    let entry = DK_ENTRIES(keys) + hint &* 24
    return entry.me_key == name ? (entry + 16).assumingMemoryBound(to: PyObj?.self) : nil
}

/// Drops the references of a call's arguments, first to last.
@inline(__always) func dropArguments<T: Tracer>(_: T.Type, _ args: PyArgs, _ count: Int) {
    var i = 0
    while i < count {
        T.DECREF(args[i])
        i &+= 1
    }
}
