import Bytecode
import Memory
import Trace

// The eval loop. Origin: _PyEval_EvalFrameDefault in Python/ceval.c.
//
// States between instructions, as in CPython's labels:
//
//     start ──► resume ──► dispatch ⟲ ──► returned (to the caller's frame: resume; from an entry frame: out)
//       │                     │ error
//       │                     ▼
//       │                  error: add a traceback entry ──► unwind: a handler? ──► dispatch
//       │                                                      │ no
//       └──────────────────────────────────────────────────────▼
//                                                    exitUnwind: leave the frame ──► its caller's error, or out with nil
//
// `frame`, `pc`, `stack` and the three table pointers are locals that live in registers. A handler that fails breaks out of `dispatch` with the
// stack as its instruction found it, less what it had consumed.

/// What the loop does next, when it is not dispatching.
private enum Step {
    case start, resume, resumeWithError, error, unwind, exitUnwind
}

extension UnsafeMutableRawPointer {
    /// The items of a tuple.
    @inline(__always) var tupleItems: UnsafeMutablePointer<PyObj> { (self + 24).assumingMemoryBound(to: PyObj.self) }
    /// A tuple's item (borrowed).
    @inline(__always) func tupleItem(_ i: Int) -> PyObj { load(fromByteOffset: 24 &+ i &* 8, as: PyObj.self) }
}

/// Runs a frame to its end (or its next yield) and returns the result, or nil with an exception set.
/// Origin: _PyEval_EvalFrame.
@inline(never) func _PyEval_EvalFrame(_ frame: PyObj, _ throwflag: Bool) -> PyObj? {
    guard TraceControl.isTracing else { return evalFrame(NullTracer.self, frame, throwflag, resuming: false) }
    let line = Interp.tracedLine
    defer { Interp.tracedLine = line }
    return evalFrame(LiveTracer.self, frame, throwflag, resuming: false)
}

/// Whether an int object is exact and fits one digit, so that arithmetic needs no carry chain.
@inline(__always) func isCompactInt(_ op: PyObj) -> Bool { op.ob_type == PyLong_Type && UInt(bitPattern: op.ob_size &+ 1) <= 2 }
/// The value of a one-digit int.
@inline(__always) func compactValue(_ op: PyObj) -> Int { op.ob_size &* Int(op.load(fromByteOffset: 24, as: UInt32.self)) }

/// The loop itself, once for each tracer. `resuming` continues the frame on top of the chain after a checkpoint was restored: nothing is entered.
@inline(never)
func evalFrame<T: Tracer>(_: T.Type, _ entry: PyObj, _ throwflag: Bool, resuming: Bool) -> PyObj? {
    var frame = entry
    var step: Step
    if resuming {
        step = .resume
    } else {
        Interp.nativeDepth = Interp.nativeDepth &+ 1
        frame.fr_is_entry = 1
        frame.fr_previous = ThreadState.currentFrame
        ThreadState.currentFrame = frame
        step = .start
        if throwflag {
            step = .resumeWithError
            if !_Py_EnterRecursiveCall("") {
                ThreadState.recursion_remaining = ThreadState.recursion_remaining &- 1
                step = .exitUnwind
            }
        }
    }

    var stack = ValueStack<T>(frame.localsplus)
    var pc = frame.fr_code.codeStart
    var consts = frame.fr_code.co_consts.tupleItems
    var names = frame.fr_code.co_names.tupleItems
    var lines = LineTable.none
    var lastLine: Int32 = -1
    var isResuming = resuming

    main: while true {
        // Everything but plain dispatching.
        steps: while true {
            switch step {
            case .start:
                if !_Py_EnterRecursiveCall("") {
                    // exitUnwind gives back a level that was never taken.
                    ThreadState.recursion_remaining = ThreadState.recursion_remaining &- 1
                    step = .exitUnwind
                    continue steps
                }
                if T.isEnabled { T.emit(.call, frame, frame.fr_func, frame.fr_previous) }
                step = .resume
            case .resume, .resumeWithError:
                consts = frame.fr_code.co_consts.tupleItems
                names = frame.fr_code.co_names.tupleItems
                pc = (frame.fr_prev_instr + 2).assumingMemoryBound(to: UInt16.self)
                stack = ValueStack<T>(frame.localsplus + Int(frame.fr_stacktop))
                // -1: the collector must not believe the slots of a running frame.
                frame.fr_stacktop = -1
                if T.isEnabled {
                    stack.live.storeBytes(of: frame, as: PyObj.self)
                    stack.publish()
                    lines = LineCache.lines(of: frame.fr_code)
                    if isResuming {
                        lastLine = Int32(truncatingIfNeeded: Interp.tracedLine)
                        isResuming = false
                    } else {
                        lastLine = frame.frameLasti >= 0 ? lines[pc - 1] : -1
                        Interp.tracedLine = Int(lastLine)
                    }
                }
                if step == .resume { break steps }
                step = .error
            case .error:
                if PyErr_Occurred() == nil {
                    noExceptionSet()
                }
                if !_PyFrame_IsIncomplete(frame) {
                    if let f = _PyFrame_GetFrameObject(frame) { _ = PyTraceBack_Here(f) }
                }
                if T.isEnabled { T.emit(.raise, ThreadState.curexc_value, ThreadState.curexc_type, UnsafeRawPointer(frame)) }
                step = .unwind
            case .unwind:
                let offset = (UnsafeMutableRawPointer(pc) - UnsafeMutableRawPointer(frame.fr_code.codeStart)) / 2 - 1
                let base = frame.frameStackBase
                let table = frame.fr_code.co_exceptiontable
                let entry = ExceptionTable.handler(
                    in: (table + 32).assumingMemoryBound(to: UInt8.self), length: table.ob_size,
                    covering: Int32(truncatingIfNeeded: offset))
                let handler = entry.map { Int($0.target) } ?? 0
                if T.isEnabled { T.emit(.unwind, UnsafeRawPointer(frame), handler, entry.map { Int($0.depth) } ?? 0) }
                guard let entry else {
                    while stack.p > base { T.XDECREF(stack.popNullable()) }
                    frame.fr_stacktop = Int32(truncatingIfNeeded: stack.p - frame.localsplus)
                    step = .exitUnwind
                    continue steps
                }
                let newTop = base + Int(entry.depth)
                while stack.p > newTop { T.XDECREF(stack.popNullable()) }
                if entry.lasti {
                    guard let lasti = PyLong_FromLong(frame.frameLasti / 2) else { continue steps }
                    stack.push(lasti)
                }
                var (exc, value, tb) = PyErr_Fetch()
                PyErr_NormalizeException(&exc, &value, &tb)
                _ = PyException_SetTraceback(value!, tb ?? Py_None)
                Py_XDECREF(tb)
                Py_XDECREF(exc)
                stack.push(value)
                pc = frame.fr_code.codeStart + handler
                if T.isEnabled { T.emit(.handle, UnsafeRawPointer(value), UnsafeRawPointer(frame), handler) }
                break steps
            case .exitUnwind:
                _Py_LeaveRecursiveCall()
                if frame.fr_is_entry != 0 {
                    ThreadState.currentFrame = frame.fr_previous
                    Interp.nativeDepth = Interp.nativeDepth &- 1
                    if T.isEnabled { T.emit(.return, frame, nil, frame.fr_previous) }
                    return nil
                }
                if T.isEnabled { T.emit(.return, frame, nil, frame.fr_previous) }
                frame = popFrame(frame)
                step = .resumeWithError
            }
        }

        dispatch: while true {
            frame.fr_prev_instr = UnsafeMutableRawPointer(pc)
            var word = pc.pointee
            pc += 1
            var oparg = Int(word >> 8)
            if T.isEnabled { lastLine = traceInstruction(T.self, frame, lines, pc - 1, word, lastLine) }

            decoded: while true {
                switch Instruction(byte: UInt8(truncatingIfNeeded: word)) {

                // MARK: Nothing, constants, locals

                case .NOP, .CACHE: continue dispatch

                case .RESUME:
                    _PyCode_Warmup(frame.fr_code)
                    fallthrough

                case .RESUME_QUICK:
                    if oparg < 2 && _slowPath(Interp.evalBreaker != 0) {
                        if handleEvalBreaker() != 0 { step = .error; continue main }
                    }
                    continue dispatch

                case .LOAD_CLOSURE, .LOAD_FAST:
                    guard let value = frame.localsplus[oparg] else {
                        unboundLocal(frame.fr_code, oparg)
                        step = .error
                        continue main
                    }
                    stack.pushNewReference(value)
                    continue dispatch

                case .LOAD_CONST:
                    let value = consts[oparg]
                    stack.pushNewReference(value)
                    continue dispatch

                case .STORE_FAST:
                    stack.popInto(frame.localsplus + oparg)
                    continue dispatch

                case .LOAD_FAST__LOAD_FAST:
                    guard let first = frame.localsplus[oparg] else {
                        unboundLocal(frame.fr_code, oparg)
                        step = .error
                        continue main
                    }
                    stack.pushNewReference(first)
                    if T.isEnabled { lastLine = traceSecond(T.self, frame, lines, pc, lastLine) }
                    oparg = Int(pc.pointee >> 8)
                    pc += 1
                    guard let second = frame.localsplus[oparg] else {
                        unboundLocal(frame.fr_code, oparg)
                        step = .error
                        continue main
                    }
                    stack.pushNewReference(second)
                    continue dispatch

                case .LOAD_FAST__LOAD_CONST:
                    guard let first = frame.localsplus[oparg] else {
                        unboundLocal(frame.fr_code, oparg)
                        step = .error
                        continue main
                    }
                    stack.pushNewReference(first)
                    if T.isEnabled { lastLine = traceSecond(T.self, frame, lines, pc, lastLine) }
                    let second = consts[Int(pc.pointee >> 8)]
                    pc += 1
                    stack.pushNewReference(second)
                    continue dispatch

                case .LOAD_CONST__LOAD_FAST:
                    let first = consts[oparg]
                    stack.pushNewReference(first)
                    if T.isEnabled { lastLine = traceSecond(T.self, frame, lines, pc, lastLine) }
                    oparg = Int(pc.pointee >> 8)
                    pc += 1
                    guard let second = frame.localsplus[oparg] else {
                        unboundLocal(frame.fr_code, oparg)
                        step = .error
                        continue main
                    }
                    stack.pushNewReference(second)
                    continue dispatch

                case .STORE_FAST__LOAD_FAST:
                    stack.popInto(frame.localsplus + oparg)
                    if T.isEnabled { lastLine = traceSecond(T.self, frame, lines, pc, lastLine) }
                    oparg = Int(pc.pointee >> 8)
                    pc += 1
                    guard let second = frame.localsplus[oparg] else {
                        unboundLocal(frame.fr_code, oparg)
                        step = .error
                        continue main
                    }
                    stack.pushNewReference(second)
                    continue dispatch

                case .STORE_FAST__STORE_FAST:
                    stack.popInto(frame.localsplus + oparg)
                    if T.isEnabled { lastLine = traceSecond(T.self, frame, lines, pc, lastLine) }
                    oparg = Int(pc.pointee >> 8)
                    pc += 1
                    stack.popInto(frame.localsplus + oparg)
                    continue dispatch

                case .DELETE_FAST:
                    guard let old = frame.localsplus[oparg] else {
                        unboundLocal(frame.fr_code, oparg)
                        step = .error
                        continue main
                    }
                    frame.localsplus[oparg] = nil
                    if T.isEnabled { T.emit(.storeLocal(frame.localsplus + oparg, nil, old)) }
                    T.DECREF(old)
                    continue dispatch

                case .POP_TOP:
                    stack.drop()
                    continue dispatch

                case .PUSH_NULL:
                    stack.push(nil)
                    continue dispatch

                case .SWAP:
                    let top = stack.p[-1]
                    stack.p[-1] = stack.p[-oparg]
                    stack.p[-oparg] = top
                    continue dispatch

                case .COPY:
                    let value = stack.p[-oparg].unsafelyUnwrapped
                    stack.pushNewReference(value)
                    continue dispatch

                // MARK: Operators

                case .UNARY_POSITIVE:
                    let value = stack.top
                    let result = PyNumber_Positive(value)
                    stack.setTop(result)
                    T.DECREF(value)
                    if result == nil { stack.shrink(1); step = .error; continue main }
                    continue dispatch

                case .UNARY_NEGATIVE:
                    let value = stack.top
                    let result = PyNumber_Negative(value)
                    stack.setTop(result)
                    T.DECREF(value)
                    if result == nil { stack.shrink(1); step = .error; continue main }
                    continue dispatch

                case .UNARY_INVERT:
                    let value = stack.top
                    let result = PyNumber_Invert(value)
                    stack.setTop(result)
                    T.DECREF(value)
                    if result == nil { stack.shrink(1); step = .error; continue main }
                    continue dispatch

                case .UNARY_NOT:
                    let value = stack.top
                    let truth: Int32
                    if value == Py_True {
                        truth = 1
                    } else if value == Py_False {
                        truth = 0
                    } else {
                        truth = PyObject_IsTrue(value)
                    }
                    if truth < 0 { step = .error; continue main }
                    let result = truth == 0 ? Py_True : Py_False
                    T.INCREF(result)
                    stack.setTop(result)
                    T.DECREF(value)
                    continue dispatch

                case .BINARY_OP:
                    let right = stack.p[-1].unsafelyUnwrapped
                    let left = stack.p[-2].unsafelyUnwrapped
                    let result: PyObj?
                    if isCompactInt(left) && isCompactInt(right) {
                        // One-digit operands cover what loops and indexes do; the result is the same object that long_add would make.
                        switch oparg {
                        case 0, 13: result = PyLong_FromLong(compactValue(left) &+ compactValue(right))
                        case 10, 23: result = PyLong_FromLong(compactValue(left) &- compactValue(right))
                        case 5, 18: result = PyLong_FromLong(compactValue(left) &* compactValue(right))
                        default: result = binaryOperation(oparg, left, right)
                        }
                    } else if left.ob_type == PyFloat_Type && right.ob_type == PyFloat_Type {
                        switch oparg {
                        case 0, 13: result = PyFloat_FromDouble(left.ob_fval + right.ob_fval)
                        case 10, 23: result = PyFloat_FromDouble(left.ob_fval - right.ob_fval)
                        case 5, 18: result = PyFloat_FromDouble(left.ob_fval * right.ob_fval)
                        default: result = binaryOperation(oparg, left, right)
                        }
                    } else {
                        result = binaryOperation(oparg, left, right)
                    }
                    stack.replaceTwo(result, dropping: left, right)
                    if _slowPath(result == nil) { stack.shrink(1); step = .error; continue main }
                    pc += 1
                    continue dispatch

                case .BINARY_OP_ADAPTIVE:
                    if triesNow(pc) {
                        _Py_Specialize_BinaryOp(
                            stack.p[-2].unsafelyUnwrapped, stack.p[-1].unsafelyUnwrapped, pc - 1, oparg, frame.localsplus)
                        word = pc[-1]
                    } else {
                        word = unitOf(.BINARY_OP)
                    }
                    continue decoded

                case .BINARY_OP_ADD_INT:
                    let right = stack.p[-1].unsafelyUnwrapped
                    let left = stack.p[-2].unsafelyUnwrapped
                    if _slowPath(left.ob_type != PyLong_Type || right.ob_type != PyLong_Type) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let result = _PyLong_Add(left, right)
                    stack.replaceTwo(result, dropping: right, left, .int)
                    if _slowPath(result == nil) { stack.shrink(1); step = .error; continue main }
                    pc += 1
                    continue dispatch

                case .BINARY_OP_SUBTRACT_INT:
                    let right = stack.p[-1].unsafelyUnwrapped
                    let left = stack.p[-2].unsafelyUnwrapped
                    if _slowPath(left.ob_type != PyLong_Type || right.ob_type != PyLong_Type) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let result = _PyLong_Subtract(left, right)
                    stack.replaceTwo(result, dropping: right, left, .int)
                    if _slowPath(result == nil) { stack.shrink(1); step = .error; continue main }
                    pc += 1
                    continue dispatch

                case .BINARY_OP_MULTIPLY_INT:
                    let right = stack.p[-1].unsafelyUnwrapped
                    let left = stack.p[-2].unsafelyUnwrapped
                    if _slowPath(left.ob_type != PyLong_Type || right.ob_type != PyLong_Type) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let result = _PyLong_Multiply(left, right)
                    stack.replaceTwo(result, dropping: right, left, .int)
                    if _slowPath(result == nil) { stack.shrink(1); step = .error; continue main }
                    pc += 1
                    continue dispatch

                case .BINARY_OP_ADD_FLOAT:
                    let right = stack.p[-1].unsafelyUnwrapped
                    let left = stack.p[-2].unsafelyUnwrapped
                    if _slowPath(left.ob_type != PyFloat_Type || right.ob_type != PyFloat_Type) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let result = PyFloat_FromDouble(left.ob_fval + right.ob_fval)
                    stack.replaceTwo(result, dropping: right, left, .float)
                    if _slowPath(result == nil) { stack.shrink(1); step = .error; continue main }
                    pc += 1
                    continue dispatch

                case .BINARY_OP_SUBTRACT_FLOAT:
                    let right = stack.p[-1].unsafelyUnwrapped
                    let left = stack.p[-2].unsafelyUnwrapped
                    if _slowPath(left.ob_type != PyFloat_Type || right.ob_type != PyFloat_Type) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let result = PyFloat_FromDouble(left.ob_fval - right.ob_fval)
                    stack.replaceTwo(result, dropping: right, left, .float)
                    if _slowPath(result == nil) { stack.shrink(1); step = .error; continue main }
                    pc += 1
                    continue dispatch

                case .BINARY_OP_MULTIPLY_FLOAT:
                    let right = stack.p[-1].unsafelyUnwrapped
                    let left = stack.p[-2].unsafelyUnwrapped
                    if _slowPath(left.ob_type != PyFloat_Type || right.ob_type != PyFloat_Type) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let result = PyFloat_FromDouble(left.ob_fval * right.ob_fval)
                    stack.replaceTwo(result, dropping: right, left, .float)
                    if _slowPath(result == nil) { stack.shrink(1); step = .error; continue main }
                    pc += 1
                    continue dispatch

                case .BINARY_OP_ADD_UNICODE:
                    let right = stack.p[-1].unsafelyUnwrapped
                    let left = stack.p[-2].unsafelyUnwrapped
                    if _slowPath(left.ob_type != PyUnicode_Type || right.ob_type != PyUnicode_Type) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let result = PyUnicode_Concat(left, right)
                    stack.replaceTwo(result, dropping: left, right)
                    if _slowPath(result == nil) { stack.shrink(1); step = .error; continue main }
                    pc += 1
                    continue dispatch

                case .BINARY_OP_INPLACE_ADD_UNICODE:
                    let right = stack.p[-1].unsafelyUnwrapped
                    let left = stack.p[-2].unsafelyUnwrapped
                    let slot = frame.localsplus + Int(pc[1] >> 8)
                    if _slowPath(left.ob_type != PyUnicode_Type || right.ob_type != PyUnicode_Type || slot.pointee != left) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    // The stack's reference goes first: then the local may hold the only one, and the string can grow where it is.
                    T.DECREF(left)
                    stack.shrink(2)
                    PyUnicode_Append(slot, right)
                    if T.isEnabled {
                        T.emit(.storeLocal(slot, slot.pointee, left))
                    }
                    T.DECREF(right)
                    if _slowPath(slot.pointee == nil) { step = .error; continue main }
                    // The store is done: skip the cache and STORE_FAST.
                    pc += 2
                    continue dispatch

                case .COMPARE_OP:
                    let right = stack.p[-1].unsafelyUnwrapped
                    let left = stack.p[-2].unsafelyUnwrapped
                    let result: PyObj?
                    if isCompactInt(left) && isCompactInt(right) {
                        let a = compactValue(left), b = compactValue(right)
                        let truth: Bool
                        switch oparg {
                        case 0: truth = a < b
                        case 1: truth = a <= b
                        case 2: truth = a == b
                        case 3: truth = a != b
                        case 4: truth = a > b
                        default: truth = a >= b
                        }
                        let boolean = truth ? Py_True : Py_False
                        T.INCREF(boolean)
                        result = boolean
                    } else {
                        result = PyObject_RichCompare(left, right, Int32(truncatingIfNeeded: oparg))
                    }
                    stack.replaceTwo(result, dropping: left, right)
                    if _slowPath(result == nil) { stack.shrink(1); step = .error; continue main }
                    pc += 2
                    continue dispatch

                case .COMPARE_OP_ADAPTIVE:
                    if triesNow(pc) {
                        _Py_Specialize_CompareOp(stack.p[-2].unsafelyUnwrapped, stack.p[-1].unsafelyUnwrapped, pc - 1, oparg)
                        word = pc[-1]
                    } else {
                        word = unitOf(.COMPARE_OP)
                    }
                    continue decoded

                case .COMPARE_OP_INT_JUMP:
                    let right = stack.p[-1].unsafelyUnwrapped
                    let left = stack.p[-2].unsafelyUnwrapped
                    if _slowPath(!isCompactInt(left) || !isCompactInt(right)) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let a = compactValue(left)
                    let b = compactValue(right)
                    let sign = (a > b ? 1 : 0) &- (a < b ? 1 : 0)
                    let jump = 9 << (sign &+ 1) & Int(pc[1])
                    let distance = Int(pc[2] >> 8)
                    // Behind the cache and the jump that is done here too.
                    pc += 3
                    stack.shrink(2)
                    T.DECREF_INT(left)
                    T.DECREF_INT(right)
                    if jump == 0 { continue dispatch }
                    if jump < 8 {
                        pc += distance
                        continue dispatch
                    }
                    pc -= distance
                    if T.isEnabled { lastLine = -1 }
                    if _slowPath(Interp.evalBreaker != 0) {
                        if handleEvalBreaker() != 0 { step = .error; continue main }
                    }
                    continue dispatch

                case .COMPARE_OP_FLOAT_JUMP:
                    let right = stack.p[-1].unsafelyUnwrapped
                    let left = stack.p[-2].unsafelyUnwrapped
                    if _slowPath(
                        left.ob_type != PyFloat_Type || right.ob_type != PyFloat_Type || left.ob_fval.isNaN
                            || right.ob_fval.isNaN)
                    {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let sign = (left.ob_fval > right.ob_fval ? 1 : 0) &- (left.ob_fval < right.ob_fval ? 1 : 0)
                    let jump = 9 << (sign &+ 1) & Int(pc[1])
                    let distance = Int(pc[2] >> 8)
                    // Behind the cache and the jump that is done here too.
                    pc += 3
                    stack.shrink(2)
                    T.DECREF_FLOAT(left)
                    T.DECREF_FLOAT(right)
                    if jump == 0 { continue dispatch }
                    if jump < 8 {
                        pc += distance
                        continue dispatch
                    }
                    pc -= distance
                    if T.isEnabled { lastLine = -1 }
                    if _slowPath(Interp.evalBreaker != 0) {
                        if handleEvalBreaker() != 0 { step = .error; continue main }
                    }
                    continue dispatch

                case .COMPARE_OP_STR_JUMP:
                    let right = stack.p[-1].unsafelyUnwrapped
                    let left = stack.p[-2].unsafelyUnwrapped
                    if _slowPath(left.ob_type != PyUnicode_Type || right.ob_type != PyUnicode_Type) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let sign = left == right || _PyUnicode_EQ(left, right) ? 0 : 1
                    let jump = 9 << (sign &+ 1) & Int(pc[1])
                    let distance = Int(pc[2] >> 8)
                    // Behind the cache and the jump that is done here too.
                    pc += 3
                    stack.shrink(2)
                    T.DECREF(left)
                    T.DECREF(right)
                    if jump == 0 { continue dispatch }
                    if jump < 8 {
                        pc += distance
                        continue dispatch
                    }
                    pc -= distance
                    if T.isEnabled { lastLine = -1 }
                    if _slowPath(Interp.evalBreaker != 0) {
                        if handleEvalBreaker() != 0 { step = .error; continue main }
                    }
                    continue dispatch

                case .IS_OP:
                    let right = stack.pop()
                    let left = stack.top
                    let result = (left == right) != (oparg != 0) ? Py_True : Py_False
                    T.INCREF(result)
                    stack.setTop(result)
                    T.DECREF(left)
                    T.DECREF(right)
                    continue dispatch

                case .CONTAINS_OP:
                    let right = stack.pop()
                    let left = stack.pop()
                    let found = PySequence_Contains(right, left)
                    T.DECREF(left)
                    T.DECREF(right)
                    if found < 0 { step = .error; continue main }
                    let result = (found != 0) != (oparg != 0) ? Py_True : Py_False
                    stack.pushNewReference(result)
                    continue dispatch

                case .BINARY_SUBSCR:
                    let sub = stack.p[-1].unsafelyUnwrapped
                    let container = stack.p[-2].unsafelyUnwrapped
                    let result = PyObject_GetItem(container, sub)
                    stack.replaceTwo(result, dropping: container, sub)
                    if _slowPath(result == nil) { stack.shrink(1); step = .error; continue main }
                    pc += 4
                    continue dispatch

                case .BINARY_SUBSCR_ADAPTIVE:
                    if triesNow(pc) {
                        _Py_Specialize_BinarySubscr(stack.p[-2].unsafelyUnwrapped, stack.p[-1].unsafelyUnwrapped, pc - 1)
                        word = pc[-1]
                    } else {
                        word = unitOf(.BINARY_SUBSCR)
                    }
                    continue decoded

                case .BINARY_SUBSCR_LIST_INT:
                    let sub = stack.p[-1].unsafelyUnwrapped
                    let container = stack.p[-2].unsafelyUnwrapped
                    if _slowPath(
                        sub.ob_type != PyLong_Type || container.ob_type != PyList_Type || UInt(bitPattern: sub.ob_size) > 1)
                    {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let index = Int(sub.load(fromByteOffset: 24, as: UInt32.self))
                    if _slowPath(index >= container.ob_size) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let result = container.list_item.unsafelyUnwrapped.load(fromByteOffset: index &* 8, as: PyObj.self)
                    T.INCREF(result)
                    stack.replaceTwo(result, dropping: sub, container)
                    pc += 4
                    continue dispatch

                case .BINARY_SUBSCR_TUPLE_INT:
                    let sub = stack.p[-1].unsafelyUnwrapped
                    let container = stack.p[-2].unsafelyUnwrapped
                    if _slowPath(
                        sub.ob_type != PyLong_Type || container.ob_type != PyTuple_Type || UInt(bitPattern: sub.ob_size) > 1)
                    {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let index = Int(sub.load(fromByteOffset: 24, as: UInt32.self))
                    if _slowPath(index >= container.ob_size) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let result = container.tupleItem(index)
                    T.INCREF(result)
                    stack.replaceTwo(result, dropping: sub, container)
                    pc += 4
                    continue dispatch

                case .BINARY_SUBSCR_DICT:
                    let sub = stack.p[-1].unsafelyUnwrapped
                    let container = stack.p[-2].unsafelyUnwrapped
                    if _slowPath(container.ob_type != PyDict_Type) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    guard let result = PyDict_GetItemWithError(container, sub) else {
                        if ThreadState.curexc_type == nil { _PyErr_SetKeyError(sub) }
                        // The dict goes with the rest of the stack.
                        stack.shrink(1)
                        T.DECREF(sub)
                        step = .error
                        continue main
                    }
                    T.INCREF(result)
                    stack.replaceTwo(result, dropping: sub, container)
                    pc += 4
                    continue dispatch

                case .BINARY_SUBSCR_GETITEM:
                    let sub = stack.p[-1].unsafelyUnwrapped
                    let container = stack.p[-2].unsafelyUnwrapped
                    let type = container.ob_type
                    guard type.tp_version_tag == pc.u32(1), let getitem = type._spec_getitem, getitem.func_version == UInt32(pc[3])
                    else {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let callee = getitem.func_code.unsafelyUnwrapped
                    guard let new = pushFrame(T.self, getitem, callee) else { step = .error; continue main }
                    T.INCREF(getitem)
                    stack.shrink(2)
                    let slots = new.localsplus
                    slots[0] = container
                    slots[1] = sub
                    clearSlots(slots, 2, Int(callee.co_nlocalsplus))
                    frame.fr_stacktop = Int32(truncatingIfNeeded: stack.p - frame.localsplus)
                    pc += 4
                    frame.fr_prev_instr = UnsafeMutableRawPointer(pc - 1)
                    new.fr_previous = frame
                    ThreadState.currentFrame = new
                    frame = new
                    step = .start
                    continue main

                case .STORE_SUBSCR:
                    let sub = stack.p[-1].unsafelyUnwrapped
                    let container = stack.p[-2].unsafelyUnwrapped
                    let value = stack.p[-3].unsafelyUnwrapped
                    let error = PyObject_SetItem(container, sub, value)
                    stack.shrink(3)
                    T.DECREF(value)
                    T.DECREF(container)
                    T.DECREF(sub)
                    if error != 0 { step = .error; continue main }
                    pc += 1
                    continue dispatch

                case .STORE_SUBSCR_ADAPTIVE:
                    if triesNow(pc) {
                        _Py_Specialize_StoreSubscr(stack.p[-2].unsafelyUnwrapped, stack.p[-1].unsafelyUnwrapped, pc - 1)
                        word = pc[-1]
                    } else {
                        word = unitOf(.STORE_SUBSCR)
                    }
                    continue decoded

                case .STORE_SUBSCR_LIST_INT:
                    let sub = stack.p[-1].unsafelyUnwrapped
                    let list = stack.p[-2].unsafelyUnwrapped
                    if _slowPath(sub.ob_type != PyLong_Type || list.ob_type != PyList_Type || UInt(bitPattern: sub.ob_size) > 1) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let index = Int(sub.load(fromByteOffset: 24, as: UInt32.self))
                    if _slowPath(index >= list.ob_size) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let slot = list.list_item.unsafelyUnwrapped + index &* 8
                    let old = slot.load(as: PyObj.self)
                    slot.storeBytes(of: stack.p[-3].unsafelyUnwrapped, as: PyObj.self)
                    stack.shrink(3)
                    T.DECREF(old)
                    T.DECREF_INT(sub)
                    T.DECREF(list)
                    pc += 1
                    continue dispatch

                case .STORE_SUBSCR_DICT:
                    let sub = stack.p[-1].unsafelyUnwrapped
                    let dict = stack.p[-2].unsafelyUnwrapped
                    let value = stack.p[-3].unsafelyUnwrapped
                    if _slowPath(dict.ob_type != PyDict_Type) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    stack.shrink(3)
                    let error = _PyDict_SetItem_Take2(dict, sub, value)
                    T.DECREF(dict)
                    if _slowPath(error != 0) { step = .error; continue main }
                    pc += 1
                    continue dispatch

                case .DELETE_SUBSCR:
                    let sub = stack.p[-1].unsafelyUnwrapped
                    let container = stack.p[-2].unsafelyUnwrapped
                    let error = PyObject_DelItem(container, sub)
                    stack.shrink(2)
                    T.DECREF(container)
                    T.DECREF(sub)
                    if error != 0 { step = .error; continue main }
                    continue dispatch

                // MARK: Names

                case .STORE_NAME:
                    let name = names[oparg]
                    let value = stack.pop()
                    guard let ns = frame.fr_locals else {
                        noLocals("found when storing", name)
                        T.DECREF(value)
                        step = .error
                        continue main
                    }
                    let error = PyDict_CheckExact(ns) ? PyDict_SetItem(ns, name, value) : PyObject_SetItem(ns, name, value)
                    if T.isEnabled { T.emit(.storeName, UnsafeRawPointer(ns), UnsafeRawPointer(name), UnsafeRawPointer(value)) }
                    T.DECREF(value)
                    if error != 0 { step = .error; continue main }
                    continue dispatch

                case .DELETE_NAME:
                    let name = names[oparg]
                    guard let ns = frame.fr_locals else {
                        noLocals("when deleting", name)
                        step = .error
                        continue main
                    }
                    if PyObject_DelItem(ns, name) != 0 {
                        nameNotDefined(name)
                        step = .error
                        continue main
                    }
                    if T.isEnabled { T.emit(.storeName, UnsafeRawPointer(ns), UnsafeRawPointer(name), nil) }
                    continue dispatch

                case .LOAD_NAME:
                    guard let value = loadName(frame, names[oparg]) else { step = .error; continue main }
                    stack.push(value)
                    continue dispatch

                case .LOAD_GLOBAL:
                    if oparg & 1 != 0 { stack.push(nil) }
                    guard let value = loadGlobal(frame, names[oparg >> 1]) else {
                        if oparg & 1 != 0 { stack.shrink(1) }
                        step = .error
                        continue main
                    }
                    stack.push(value)
                    pc += 5
                    continue dispatch

                case .LOAD_GLOBAL_ADAPTIVE:
                    if triesNow(pc) {
                        _Py_Specialize_LoadGlobal(
                            frame.fr_globals.unsafelyUnwrapped, frame.fr_builtins.unsafelyUnwrapped, pc - 1, names[oparg >> 1])
                        word = pc[-1]
                    } else {
                        word = unitOf(.LOAD_GLOBAL)
                    }
                    continue decoded

                case .LOAD_GLOBAL_MODULE:
                    let globals = frame.fr_globals.unsafelyUnwrapped
                    guard globals.ob_type == PyDict_Type, globals.ma_keys.dk_version == pc.u32(2),
                        let value = (DK_ENTRIES(globals.ma_keys) + Int(pc[1]) &* 16).ue_value
                    else {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    if oparg & 1 != 0 { stack.push(nil) }
                    stack.pushNewReference(value)
                    pc += 5
                    continue dispatch

                case .LOAD_GLOBAL_BUILTIN:
                    let globals = frame.fr_globals.unsafelyUnwrapped
                    let builtins = frame.fr_builtins.unsafelyUnwrapped
                    guard globals.ob_type == PyDict_Type, builtins.ob_type == PyDict_Type,
                        globals.ma_keys.dk_version == pc.u32(2), builtins.ma_keys.dk_version == UInt32(pc[4]),
                        let value = (DK_ENTRIES(builtins.ma_keys) + Int(pc[1]) &* 16).ue_value
                    else {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    if oparg & 1 != 0 { stack.push(nil) }
                    stack.pushNewReference(value)
                    pc += 5
                    continue dispatch

                case .STORE_GLOBAL:
                    let value = stack.pop()
                    let error = PyDict_SetItem(frame.fr_globals.unsafelyUnwrapped, names[oparg], value)
                    if T.isEnabled {
                        T.emit(
                            .storeName, UnsafeRawPointer(frame.fr_globals), UnsafeRawPointer(names[oparg]), UnsafeRawPointer(value))
                    }
                    T.DECREF(value)
                    if error != 0 { step = .error; continue main }
                    continue dispatch

                case .DELETE_GLOBAL:
                    if PyDict_DelItem(frame.fr_globals.unsafelyUnwrapped, names[oparg]) != 0 {
                        if PyErr_ExceptionMatches(PyExc_KeyError) {
                            nameNotDefined(names[oparg])
                        }
                        step = .error
                        continue main
                    }
                    continue dispatch

                case .MAKE_CELL:
                    guard let cell = PyCell_New(frame.localsplus[oparg]) else { step = .error; continue main }
                    let initial = frame.localsplus[oparg]
                    frame.localsplus[oparg] = cell
                    T.XDECREF(initial)
                    continue dispatch

                case .COPY_FREE_VARS:
                    let closure = frame.fr_func.func_closure.unsafelyUnwrapped
                    let offset = Int(frame.fr_code.co_nlocals &+ frame.fr_code.co_nplaincellvars)
                    for i in 0..<oparg {
                        let cell = closure.tupleItem(i)
                        T.INCREF(cell)
                        frame.localsplus[offset &+ i] = cell
                    }
                    continue dispatch

                case .LOAD_DEREF:
                    guard let value = frame.localsplus[oparg].unsafelyUnwrapped.ob_ref else {
                        unboundDeref(frame.fr_code, oparg)
                        step = .error
                        continue main
                    }
                    stack.pushNewReference(value)
                    continue dispatch

                case .LOAD_CLASSDEREF:
                    guard let value = loadClassDeref(frame, frame.fr_code, frame.localsplus, oparg) else {
                        step = .error; continue main
                    }
                    stack.push(value)
                    continue dispatch

                case .STORE_DEREF:
                    let value = stack.pop()
                    let cell = frame.localsplus[oparg].unsafelyUnwrapped
                    let old = cell.ob_ref
                    cell.ob_ref = value
                    if T.isEnabled {
                        T.emit(.storeLocal(cell + 16, value, old))
                    }
                    T.XDECREF(old)
                    continue dispatch

                case .DELETE_DEREF:
                    let cell = frame.localsplus[oparg].unsafelyUnwrapped
                    guard let old = cell.ob_ref else {
                        unboundDeref(frame.fr_code, oparg)
                        step = .error
                        continue main
                    }
                    cell.ob_ref = nil
                    T.DECREF(old)
                    continue dispatch

                case .LOAD_BUILD_CLASS:
                    guard let function = loadBuildClass(frame) else { step = .error; continue main }
                    stack.push(function)
                    continue dispatch

                case .LOAD_ASSERTION_ERROR:
                    stack.pushNewReference(PyExc_AssertionError)
                    continue dispatch

                case .SETUP_ANNOTATIONS:
                    if !setupAnnotations(frame) { step = .error; continue main }
                    continue dispatch

                // MARK: Attributes

                case .LOAD_ATTR:
                    let owner = stack.top
                    let result = PyObject_GetAttr(owner, names[oparg])
                    if _slowPath(result == nil) { step = .error; continue main }
                    stack.setTop(result)
                    T.DECREF(owner)
                    pc += 4
                    continue dispatch

                case .LOAD_ATTR_ADAPTIVE:
                    if triesNow(pc) {
                        _Py_Specialize_LoadAttr(stack.top, pc - 1, names[oparg])
                        word = pc[-1]
                    } else {
                        word = unitOf(.LOAD_ATTR)
                    }
                    continue decoded

                case .LOAD_ATTR_INSTANCE_VALUE:
                    let owner = stack.top
                    guard owner.ob_type.tp_version_tag == pc.u32(1), let values = _PyObject_ValuesPointer(owner).pointee,
                        let value = values.word(Int(pc[3]))
                    else {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    T.INCREF(value)
                    stack.setTop(value)
                    T.DECREF(owner)
                    pc += 4
                    continue dispatch

                case .LOAD_ATTR_MODULE:
                    let owner = stack.top
                    guard let value = moduleAttribute(owner, pc) else {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    T.INCREF(value)
                    stack.setTop(value)
                    T.DECREF(owner)
                    pc += 4
                    continue dispatch

                case .LOAD_ATTR_WITH_HINT:
                    let owner = stack.top
                    guard owner.ob_type.tp_version_tag == pc.u32(1), let dict = _PyObject_ManagedDictPointer(owner).pointee,
                        let entry = hintedEntry(dict, Int(pc[3]), names[oparg]), let value = entry.pointee
                    else {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    T.INCREF(value)
                    stack.setTop(value)
                    T.DECREF(owner)
                    pc += 4
                    continue dispatch

                case .LOAD_ATTR_SLOT:
                    let owner = stack.top
                    guard owner.ob_type.tp_version_tag == pc.u32(1),
                        let value = owner.load(fromByteOffset: Int(pc[3]), as: PyObj?.self)
                    else {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    T.INCREF(value)
                    stack.setTop(value)
                    T.DECREF(owner)
                    pc += 4
                    continue dispatch

                case .STORE_ATTR:
                    let owner = stack.p[-1].unsafelyUnwrapped
                    let value = stack.p[-2].unsafelyUnwrapped
                    stack.shrink(2)
                    let error = PyObject_SetAttr(owner, names[oparg], value)
                    T.DECREF(value)
                    T.DECREF(owner)
                    if error != 0 { step = .error; continue main }
                    pc += 4
                    continue dispatch

                case .STORE_ATTR_ADAPTIVE:
                    if triesNow(pc) {
                        _Py_Specialize_StoreAttr(stack.top, pc - 1, names[oparg])
                        word = pc[-1]
                    } else {
                        word = unitOf(.STORE_ATTR)
                    }
                    continue decoded

                case .STORE_ATTR_INSTANCE_VALUE:
                    let owner = stack.top
                    guard owner.ob_type.tp_version_tag == pc.u32(1), let values = _PyObject_ValuesPointer(owner).pointee else {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let index = Int(pc[3])
                    let value = stack.p[-2]
                    stack.shrink(2)
                    let old = values.word(index)
                    values.setWord(index, value)
                    if let old { T.DECREF(old) } else { _PyDictValues_AddToInsertionOrder(values, index) }
                    T.DECREF(owner)
                    pc += 4
                    continue dispatch

                case .STORE_ATTR_WITH_HINT:
                    let owner = stack.top
                    guard owner.ob_type.tp_version_tag == pc.u32(1), let dict = _PyObject_ManagedDictPointer(owner).pointee,
                        let entry = hintedEntry(dict, Int(pc[3]), names[oparg]), let old = entry.pointee
                    else {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let value = stack.p[-2].unsafelyUnwrapped
                    stack.shrink(2)
                    entry.pointee = value
                    T.DECREF(old)
                    if !_PyObject_GC_IS_TRACKED(dict) && _PyObject_GC_MAY_BE_TRACKED(value) { _PyObject_GC_TRACK(dict) }
                    dict.ma_version_tag = DICT_NEXT_VERSION()
                    T.DECREF(owner)
                    pc += 4
                    continue dispatch

                case .STORE_ATTR_SLOT:
                    let owner = stack.top
                    if _slowPath(owner.ob_type.tp_version_tag != pc.u32(1)) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let slot = owner + Int(pc[3])
                    let value = stack.p[-2]
                    stack.shrink(2)
                    let old = slot.load(as: PyObj?.self)
                    slot.storeBytes(of: value, as: PyObj?.self)
                    T.XDECREF(old)
                    T.DECREF(owner)
                    pc += 4
                    continue dispatch

                case .DELETE_ATTR:
                    let owner = stack.pop()
                    let error = PyObject_SetAttr(owner, names[oparg], nil)
                    T.DECREF(owner)
                    if error != 0 { step = .error; continue main }
                    continue dispatch

                case .LOAD_METHOD:
                    let owner = stack.top
                    var method: PyObj?
                    let unbound = _PyObject_GetMethod(owner, names[oparg], &method)
                    if method == nil { step = .error; continue main }
                    if unbound != 0 {
                        // method | self: CALL passes self as the first argument, and no bound method is made.
                        stack.setTop(method)
                        stack.push(owner)
                    } else {
                        stack.setTop(nil)
                        T.DECREF(owner)
                        stack.push(method)
                    }
                    pc += 10
                    continue dispatch

                case .LOAD_METHOD_ADAPTIVE:
                    if triesNow(pc) {
                        _Py_Specialize_LoadMethod(stack.top, pc - 1, names[oparg])
                        word = pc[-1]
                    } else {
                        word = unitOf(.LOAD_METHOD)
                    }
                    continue decoded

                case .LOAD_METHOD_WITH_VALUES:
                    let owner = stack.top
                    let type = owner.ob_type
                    guard type.tp_version_tag == pc.u32(1), _PyObject_ManagedDictPointer(owner).pointee == nil,
                        type.ht_cached_keys.unsafelyUnwrapped.dk_version == pc.u32(4)
                    else {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let method = pc.object(6)
                    T.INCREF(method)
                    stack.setTop(method)
                    stack.push(owner)
                    pc += 10
                    continue dispatch

                case .LOAD_METHOD_WITH_DICT:
                    let owner = stack.top
                    let type = owner.ob_type
                    guard type.tp_version_tag == pc.u32(1),
                        let dict = owner.load(fromByteOffset: Int(Int16(bitPattern: pc[3])), as: PyObj?.self),
                        dict.ma_keys.dk_version == pc.u32(4)
                    else {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let method = pc.object(6)
                    T.INCREF(method)
                    stack.setTop(method)
                    stack.push(owner)
                    pc += 10
                    continue dispatch

                case .LOAD_METHOD_NO_DICT:
                    let owner = stack.top
                    let type = owner.ob_type
                    guard type.tp_version_tag == pc.u32(1) else {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let method = pc.object(6)
                    T.INCREF(method)
                    stack.setTop(method)
                    stack.push(owner)
                    pc += 10
                    continue dispatch

                case .LOAD_METHOD_MODULE:
                    let owner = stack.top
                    guard let value = moduleAttribute(owner, pc) else {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    T.INCREF(value)
                    stack.setTop(nil)
                    T.DECREF(owner)
                    stack.push(value)
                    pc += 10
                    continue dispatch

                case .LOAD_METHOD_CLASS:
                    let cls = stack.top
                    guard PyType_Check(cls), cls.tp_version_tag == pc.u32(1) else {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let method = pc.object(6)
                    T.INCREF(method)
                    stack.setTop(nil)
                    T.DECREF(cls)
                    stack.push(method)
                    pc += 10
                    continue dispatch

                // MARK: Jumps

                case .JUMP_FORWARD:
                    pc += oparg
                    continue dispatch

                case .JUMP_BACKWARD:
                    _PyCode_Warmup(frame.fr_code)
                    fallthrough

                case .JUMP_BACKWARD_QUICK:
                    pc -= oparg
                    if T.isEnabled { lastLine = -1 }
                    if _slowPath(Interp.evalBreaker != 0) {
                        if handleEvalBreaker() != 0 { step = .error; continue main }
                    }
                    continue dispatch

                case .JUMP_BACKWARD_NO_INTERRUPT:
                    pc -= oparg
                    continue dispatch

                case .POP_JUMP_FORWARD_IF_FALSE:
                    let condition = stack.pop()
                    if condition == Py_True { T.DECREF(condition); continue dispatch }
                    if condition == Py_False { T.DECREF(condition); pc += oparg; continue dispatch }
                    let truth = PyObject_IsTrue(condition)
                    T.DECREF(condition)
                    if truth < 0 { step = .error; continue main }
                    if truth == 0 { pc += oparg }
                    continue dispatch

                case .POP_JUMP_FORWARD_IF_TRUE:
                    let condition = stack.pop()
                    if condition == Py_False { T.DECREF(condition); continue dispatch }
                    if condition == Py_True { T.DECREF(condition); pc += oparg; continue dispatch }
                    let truth = PyObject_IsTrue(condition)
                    T.DECREF(condition)
                    if truth < 0 { step = .error; continue main }
                    if truth > 0 { pc += oparg }
                    continue dispatch

                case .POP_JUMP_BACKWARD_IF_FALSE, .POP_JUMP_BACKWARD_IF_TRUE:
                    let condition = stack.pop()
                    let truth: Int32 = condition == Py_True ? 1 : condition == Py_False ? 0 : PyObject_IsTrue(condition)
                    T.DECREF(condition)
                    if truth < 0 { step = .error; continue main }
                    if (truth != 0) == (UInt8(truncatingIfNeeded: word) == Instruction.POP_JUMP_BACKWARD_IF_TRUE.rawValue) {
                        pc -= oparg
                        if T.isEnabled { lastLine = -1 }
                        if _slowPath(Interp.evalBreaker != 0) {
                            if handleEvalBreaker() != 0 { step = .error; continue main }
                        }
                    }
                    continue dispatch

                case .POP_JUMP_FORWARD_IF_NONE:
                    let value = stack.pop()
                    if value == Py_None { pc += oparg }
                    T.DECREF(value)
                    continue dispatch

                case .POP_JUMP_FORWARD_IF_NOT_NONE:
                    let value = stack.pop()
                    if value != Py_None { pc += oparg }
                    T.DECREF(value)
                    continue dispatch

                case .POP_JUMP_BACKWARD_IF_NONE, .POP_JUMP_BACKWARD_IF_NOT_NONE:
                    let value = stack.pop()
                    let isNone = value == Py_None
                    T.DECREF(value)
                    if isNone == (UInt8(truncatingIfNeeded: word) == Instruction.POP_JUMP_BACKWARD_IF_NONE.rawValue) {
                        pc -= oparg
                        if T.isEnabled { lastLine = -1 }
                        if _slowPath(Interp.evalBreaker != 0) {
                            if handleEvalBreaker() != 0 { step = .error; continue main }
                        }
                    }
                    continue dispatch

                case .JUMP_IF_FALSE_OR_POP, .JUMP_IF_TRUE_OR_POP:
                    let condition = stack.top
                    let truth: Int32 = condition == Py_True ? 1 : condition == Py_False ? 0 : PyObject_IsTrue(condition)
                    if truth < 0 { step = .error; continue main }
                    if (truth != 0) == (UInt8(truncatingIfNeeded: word) == Instruction.JUMP_IF_TRUE_OR_POP.rawValue) {
                        pc += oparg
                    } else {
                        stack.shrink(1)
                        T.DECREF(condition)
                    }
                    continue dispatch

                // MARK: Iteration

                case .GET_ITER:
                    let iterable = stack.top
                    let iterator = PyObject_GetIter(iterable)
                    T.DECREF(iterable)
                    stack.setTop(iterator)
                    if iterator == nil { stack.shrink(1); step = .error; continue main }
                    continue dispatch

                case .FOR_ITER:
                    let iterator = stack.top
                    let type = iterator.ob_type
                    // The two commonest iterators without the call.
                    let next: PyObj? =
                        type == PyRangeIter_Type
                        ? rangeiter_next(iterator)
                        : type == PyListIter_Type ? listiter_next(iterator) : type.tp_iternext.unsafelyUnwrapped(iterator)
                    if let value = next {
                        stack.push(value)
                        continue dispatch
                    }
                    if ThreadState.curexc_type != nil {
                        if !PyErr_ExceptionMatches(PyExc_StopIteration) { step = .error; continue main }
                        PyErr_Clear()
                    }
                    stack.shrink(1)
                    T.DECREF(iterator)
                    pc += oparg
                    continue dispatch

                case .GET_YIELD_FROM_ITER:
                    let iterable = stack.top
                    if iterable.ob_type == PyCoro_Type {
                        if frame.fr_code.co_flags & (CodeFlags.COROUTINE | CodeFlags.ITERABLE_COROUTINE) == 0 {
                            yieldFromCoroutine()
                            step = .error
                            continue main
                        }
                    } else if iterable.ob_type != PyGen_Type {
                        let iterator = PyObject_GetIter(iterable)
                        T.DECREF(iterable)
                        stack.setTop(iterator)
                        if iterator == nil { stack.shrink(1); step = .error; continue main }
                    }
                    continue dispatch

                case .UNPACK_SEQUENCE:
                    let seq = stack.pop()
                    if PyTuple_CheckExact(seq) && seq.ob_size == oparg {
                        var i = oparg
                        while i > 0 {
                            i &-= 1
                            let item = seq.tupleItem(i)
                            stack.pushNewReference(item)
                        }
                    } else if PyList_CheckExact(seq) && seq.ob_size == oparg {
                        var i = oparg
                        while i > 0 {
                            i &-= 1
                            let item = seq.list_item.unsafelyUnwrapped.load(fromByteOffset: i &* 8, as: PyObj.self)
                            stack.pushNewReference(item)
                        }
                    } else if unpackIterable(seq, oparg, -1, stack.p + oparg) {
                        stack.p += oparg
                        stack.publish()
                    } else {
                        T.DECREF(seq)
                        step = .error
                        continue main
                    }
                    T.DECREF(seq)
                    pc += 1
                    continue dispatch

                case .UNPACK_SEQUENCE_ADAPTIVE:
                    if triesNow(pc) {
                        _Py_Specialize_UnpackSequence(stack.top, pc - 1, oparg)
                        word = pc[-1]
                    } else {
                        word = unitOf(.UNPACK_SEQUENCE)
                    }
                    continue decoded

                case .UNPACK_SEQUENCE_TWO_TUPLE:
                    let seq = stack.top
                    if _slowPath(seq.ob_type != PyTuple_Type || seq.ob_size != 2) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let second = seq.tupleItem(1)
                    let first = seq.tupleItem(0)
                    T.INCREF(second)
                    stack.setTop(second)
                    stack.pushNewReference(first)
                    T.DECREF(seq)
                    pc += 1
                    continue dispatch

                case .UNPACK_SEQUENCE_TUPLE:
                    let seq = stack.top
                    if _slowPath(seq.ob_type != PyTuple_Type || seq.ob_size != oparg) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    stack.shrink(1)
                    while oparg > 0 {
                        oparg &-= 1
                        let item = seq.tupleItem(oparg)
                        stack.pushNewReference(item)
                    }
                    T.DECREF(seq)
                    pc += 1
                    continue dispatch

                case .UNPACK_SEQUENCE_LIST:
                    let seq = stack.top
                    if _slowPath(seq.ob_type != PyList_Type || seq.ob_size != oparg) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    stack.shrink(1)
                    while oparg > 0 {
                        oparg &-= 1
                        let item = seq.list_item.unsafelyUnwrapped.load(fromByteOffset: oparg &* 8, as: PyObj.self)
                        stack.pushNewReference(item)
                    }
                    T.DECREF(seq)
                    pc += 1
                    continue dispatch

                case .UNPACK_EX:
                    let seq = stack.pop()
                    let total = 1 &+ (oparg & 0xff) &+ (oparg >> 8)
                    if unpackIterable(seq, oparg & 0xff, oparg >> 8, stack.p + total) {
                        stack.p += total
                        stack.publish()
                    } else {
                        T.DECREF(seq)
                        step = .error
                        continue main
                    }
                    T.DECREF(seq)
                    continue dispatch

                // MARK: Building

                case .BUILD_TUPLE:
                    guard let tuple = tupleFromStack(stack.p - oparg, oparg) else { step = .error; continue main }
                    stack.shrink(oparg)
                    stack.push(tuple)
                    continue dispatch

                case .BUILD_LIST:
                    guard let list = PyList_New(oparg) else { step = .error; continue main }
                    if oparg > 0 {
                        list.list_item.unsafelyUnwrapped.copyMemory(from: stack.p - oparg, byteCount: oparg &* 8)
                        stack.shrink(oparg)
                    }
                    stack.push(list)
                    continue dispatch

                case .BUILD_SET:
                    guard let set = PySet_New(nil) else { step = .error; continue main }
                    var error: Int32 = 0
                    for i in stride(from: oparg, to: 0, by: -1) {
                        let item = stack.p[-i].unsafelyUnwrapped
                        if error == 0 { error = PySet_Add(set, item) }
                        T.DECREF(item)
                    }
                    stack.shrink(oparg)
                    if error != 0 { T.DECREF(set); step = .error; continue main }
                    stack.push(set)
                    continue dispatch

                case .BUILD_MAP:
                    guard let map = _PyDict_FromItems(stack.p - 2 &* oparg, 2, stack.p - 2 &* oparg + 1, 2, oparg) else {
                        step = .error; continue main
                    }
                    for _ in 0..<(2 &* oparg) { stack.drop() }
                    stack.push(map)
                    continue dispatch

                case .BUILD_CONST_KEY_MAP:
                    let keys = stack.top
                    guard
                        let map = _PyDict_FromItems(
                            UnsafeMutableRawPointer(keys.tupleItems).assumingMemoryBound(to: PyObj?.self), 1, stack.p - 1 - oparg,
                            1, oparg)
                    else { step = .error; continue main }
                    stack.drop()
                    for _ in 0..<oparg { stack.drop() }
                    stack.push(map)
                    continue dispatch

                case .BUILD_STRING:
                    guard
                        let string = _PyUnicode_JoinArray(
                            emptyUnicode, UnsafeMutableRawPointer(stack.p - oparg).assumingMemoryBound(to: PyObj.self), oparg)
                    else {
                        step = .error; continue main
                    }
                    for _ in 0..<oparg { stack.drop() }
                    stack.push(string)
                    continue dispatch

                case .BUILD_SLICE:
                    let last: PyObj? = oparg == 3 ? stack.pop() : nil
                    let stop = stack.pop()
                    let start = stack.top
                    let slice = PySlice_New(start, stop, last)
                    T.DECREF(start)
                    T.DECREF(stop)
                    T.XDECREF(last)
                    stack.setTop(slice)
                    if slice == nil { stack.shrink(1); step = .error; continue main }
                    continue dispatch

                case .LIST_TO_TUPLE:
                    let list = stack.pop()
                    let tuple = PyList_AsTuple(list)
                    T.DECREF(list)
                    if tuple == nil { step = .error; continue main }
                    stack.push(tuple)
                    continue dispatch

                case .LIST_APPEND:
                    let value = stack.pop()
                    if _PyList_AppendTakeRef(stack.p[-oparg].unsafelyUnwrapped, value) != 0 { step = .error; continue main }
                    continue dispatch

                case .SET_ADD:
                    let value = stack.pop()
                    let error = PySet_Add(stack.p[-oparg].unsafelyUnwrapped, value)
                    T.DECREF(value)
                    if error != 0 { step = .error; continue main }
                    continue dispatch

                case .MAP_ADD:
                    let value = stack.p[-1].unsafelyUnwrapped
                    let key = stack.p[-2].unsafelyUnwrapped
                    stack.shrink(2)
                    // The dict takes over both references.
                    if _PyDict_SetItem_Take2(stack.p[-oparg].unsafelyUnwrapped, key, value) != 0 { step = .error; continue main }
                    continue dispatch

                case .LIST_EXTEND:
                    let iterable = stack.pop()
                    guard let none = _PyList_Extend(stack.p[-oparg].unsafelyUnwrapped, iterable) else {
                        notIterableAfterStar(iterable)
                        T.DECREF(iterable)
                        step = .error
                        continue main
                    }
                    T.DECREF(none)
                    T.DECREF(iterable)
                    continue dispatch

                case .SET_UPDATE:
                    let iterable = stack.pop()
                    let error = _PySet_Update(stack.p[-oparg].unsafelyUnwrapped, iterable)
                    T.DECREF(iterable)
                    if error < 0 { step = .error; continue main }
                    continue dispatch

                case .DICT_UPDATE:
                    let update = stack.pop()
                    if PyDict_Update(stack.p[-oparg].unsafelyUnwrapped, update) < 0 {
                        if PyErr_ExceptionMatches(PyExc_AttributeError) {
                            notAMapping(update)
                        }
                        T.DECREF(update)
                        step = .error
                        continue main
                    }
                    T.DECREF(update)
                    continue dispatch

                case .DICT_MERGE:
                    let update = stack.pop()
                    if _PyDict_MergeEx(stack.p[-oparg].unsafelyUnwrapped, update, 2) < 0 {
                        formatKwargsError(stack.p[-(2 &+ oparg)].unsafelyUnwrapped, update)
                        T.DECREF(update)
                        step = .error
                        continue main
                    }
                    T.DECREF(update)
                    continue dispatch

                case .FORMAT_VALUE:
                    let spec: PyObj? = oparg & 4 != 0 ? stack.pop() : nil
                    let value = stack.pop()
                    let result = formatValue(value, oparg & 3, spec)
                    if result == nil { step = .error; continue main }
                    stack.push(result)
                    continue dispatch

                // MARK: Functions and calls

                case .MAKE_FUNCTION:
                    let codeobj = stack.pop()
                    guard let function = PyFunction_New(codeobj, frame.fr_globals.unsafelyUnwrapped) else {
                        T.DECREF(codeobj)
                        step = .error
                        continue main
                    }
                    T.DECREF(codeobj)
                    if oparg & 8 != 0 { function.func_closure = stack.pop() }
                    if oparg & 4 != 0 { function.func_annotations = stack.pop() }
                    if oparg & 2 != 0 { function.func_kwdefaults = stack.pop() }
                    if oparg & 1 != 0 { function.func_defaults = stack.pop() }
                    stack.push(function)
                    continue dispatch

                case .KW_NAMES:
                    Interp.keywordNames = consts[oparg]
                    continue dispatch

                case .PRECALL:
                    if stack.p[-(oparg &+ 2)] == nil {
                        let callable = stack.p[-(oparg &+ 1)].unsafelyUnwrapped
                        if callable.ob_type == PyMethod_Type {
                            // Unpack a bound method: its function goes where the NULL was, its self before the arguments.
                            let method = callable.im_func.unsafelyUnwrapped
                            let receiver = callable.im_self.unsafelyUnwrapped
                            T.INCREF(receiver)
                            stack.p[-(oparg &+ 1)] = receiver
                            T.INCREF(method)
                            stack.p[-(oparg &+ 2)] = method
                            T.DECREF(callable)
                        }
                    }
                    pc += 1
                    continue dispatch

                case .CALL:
                    let isMeth = stack.p[-(oparg &+ 2)] != nil ? 1 : 0
                    let total = oparg &+ isMeth
                    let callable = stack.p[-(total &+ 1)].unsafelyUnwrapped
                    let kwnames = Interp.takeKeywordNames()
                    let positional = kwnames == nil ? total : total &- kwnames.unsafelyUnwrapped.ob_size
                    if callable.ob_type == PyFunction_Type {
                        var ns: PyObj?
                        if callable.func_code.unsafelyUnwrapped.co_flags & CodeFlags.OPTIMIZED == 0 {
                            ns = callable.func_globals
                            T.INCREF(ns.unsafelyUnwrapped)
                        }
                        stack.shrink(total)
                        let args = UnsafeMutableRawPointer(stack.p).assumingMemoryBound(to: PyObj.self)
                        let new = pushAndInitFrame(callable, ns, args, positional, kwnames)
                        // The frame owns the function's reference now; what is left below is the NULL, if any.
                        stack.shrink(2 &- isMeth)
                        guard let new else { step = .error; continue main }
                        frame.fr_stacktop = Int32(truncatingIfNeeded: stack.p - frame.localsplus)
                        frame.fr_prev_instr = UnsafeMutableRawPointer(pc + 3)
                        pc += 4
                        new.fr_previous = frame
                        ThreadState.currentFrame = new
                        frame = new
                        step = .start
                        continue main
                    }
                    let args = UnsafeMutableRawPointer(stack.p - total).assumingMemoryBound(to: PyObj.self)
                    if T.isEnabled { T.emit(.callNative, UnsafeRawPointer(callable), total, Int(bitPattern: frame)) }
                    let result = PyObject_Vectorcall(
                        callable, args, positional | PY_VECTORCALL_ARGUMENTS_OFFSET, kwnames)
                    if T.isEnabled {
                        T.emit(.returnNative, UnsafeRawPointer(callable), UnsafeRawPointer(result), UnsafeRawPointer(frame))
                    }
                    // The arguments go first to last, below them the callable, as in CPython.
                    T.DECREF(callable)
                    var i = total
                    while i > 0 {
                        T.DECREF(stack.p[-i].unsafelyUnwrapped)
                        i &-= 1
                    }
                    stack.shrink(total &+ 2 &- isMeth)
                    stack.push(result)
                    if _slowPath(result == nil) { stack.shrink(1); step = .error; continue main }
                    pc += 4
                    if _slowPath(Interp.evalBreaker != 0) {
                        if handleEvalBreaker() != 0 { step = .error; continue main }
                    }
                    continue dispatch

                case .PRECALL_ADAPTIVE:
                    if triesNow(pc) {
                        let nargs = oparg &+ (stack.p[-(oparg &+ 2)] != nil ? 1 : 0)
                        _Py_Specialize_Precall(stack.p[-(nargs &+ 1)].unsafelyUnwrapped, pc - 1, nargs, Interp.keywordNames, oparg)
                        word = pc[-1]
                    } else {
                        word = unitOf(.PRECALL)
                    }
                    continue decoded

                case .CALL_ADAPTIVE:
                    if triesNow(pc) {
                        let nargs = oparg &+ (stack.p[-(oparg &+ 2)] != nil ? 1 : 0)
                        _Py_Specialize_Call(stack.p[-(nargs &+ 1)].unsafelyUnwrapped, pc - 1, nargs, Interp.keywordNames)
                        word = pc[-1]
                    } else {
                        word = unitOf(.CALL)
                    }
                    continue decoded

                case .PRECALL_PYFUNC:
                    let nargs = oparg &+ (stack.p[-(oparg &+ 2)] != nil ? 1 : 0)
                    if _slowPath(stack.p[-(nargs &+ 1)].unsafelyUnwrapped.ob_type != PyFunction_Type) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    pc += 1
                    continue dispatch

                case .PRECALL_BOUND_METHOD:
                    let callable = stack.p[-(oparg &+ 1)].unsafelyUnwrapped
                    if _slowPath(stack.p[-(oparg &+ 2)] != nil || callable.ob_type != PyMethod_Type) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let method = callable.im_func.unsafelyUnwrapped
                    let receiver = callable.im_self.unsafelyUnwrapped
                    T.INCREF(method)
                    T.INCREF(receiver)
                    stack.p[-(oparg &+ 1)] = receiver
                    stack.p[-(oparg &+ 2)] = method
                    T.DECREF(callable)
                    pc += 1
                    continue dispatch

                case .CALL_PY_EXACT_ARGS:
                    let isMeth = stack.p[-(oparg &+ 2)] != nil ? 1 : 0
                    let argcount = oparg &+ isMeth
                    let callable = stack.p[-(argcount &+ 1)].unsafelyUnwrapped
                    if _slowPath(callable.ob_type != PyFunction_Type || callable.func_version != pc.u32(1)) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let callee = callable.func_code.unsafelyUnwrapped
                    if _slowPath(Int(callee.co_argcount) != argcount) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    guard let new = pushFrame(T.self, callable, callee) else { step = .error; continue main }
                    stack.shrink(argcount)
                    let slots = new.localsplus
                    var i = 0
                    while i < argcount {
                        slots[i] = stack.p[i]
                        i &+= 1
                    }
                    clearSlots(slots, argcount, Int(callee.co_nlocalsplus))
                    stack.shrink(2 &- isMeth)
                    frame.fr_stacktop = Int32(truncatingIfNeeded: stack.p - frame.localsplus)
                    pc += 4
                    frame.fr_prev_instr = UnsafeMutableRawPointer(pc - 1)
                    new.fr_previous = frame
                    ThreadState.currentFrame = new
                    frame = new
                    step = .start
                    continue main

                case .CALL_PY_WITH_DEFAULTS:
                    let isMeth = stack.p[-(oparg &+ 2)] != nil ? 1 : 0
                    let argcount = oparg &+ isMeth
                    let callable = stack.p[-(argcount &+ 1)].unsafelyUnwrapped
                    if _slowPath(callable.ob_type != PyFunction_Type || callable.func_version != pc.u32(1)) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    let callee = callable.func_code.unsafelyUnwrapped
                    let parameters = Int(callee.co_argcount)
                    let least = Int(pc[3])
                    if _slowPath(argcount > parameters || argcount < least) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    guard let new = pushFrame(T.self, callable, callee) else { step = .error; continue main }
                    stack.shrink(argcount)
                    let slots = new.localsplus
                    var i = 0
                    while i < argcount {
                        slots[i] = stack.p[i]
                        i &+= 1
                    }
                    while i < parameters {
                        let value = callable.func_defaults.unsafelyUnwrapped.tupleItem(i &- least)
                        T.INCREF(value)
                        slots[i] = value
                        i &+= 1
                    }
                    clearSlots(slots, parameters, Int(callee.co_nlocalsplus))
                    stack.shrink(2 &- isMeth)
                    frame.fr_stacktop = Int32(truncatingIfNeeded: stack.p - frame.localsplus)
                    pc += 4
                    frame.fr_prev_instr = UnsafeMutableRawPointer(pc - 1)
                    new.fr_previous = frame
                    ThreadState.currentFrame = new
                    frame = new
                    step = .start
                    continue main

                // The forms below call at once and go on behind CALL: PRECALL's cache, CALL and its cache are 6 units.

                case .PRECALL_NO_KW_TYPE_1:
                    let object = stack.top
                    let callable = stack.p[-2].unsafelyUnwrapped
                    if _slowPath(stack.p[-3] != nil || callable != PyType_Type) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    pc += 6
                    if T.isEnabled { T.emit(.callNative, UnsafeRawPointer(callable), 1, Int(bitPattern: frame)) }
                    let result = object.ob_type
                    T.INCREF(result)
                    if T.isEnabled {
                        T.emit(.returnNative, UnsafeRawPointer(callable), UnsafeRawPointer(result), UnsafeRawPointer(frame))
                    }
                    T.DECREF(callable)
                    T.DECREF(object)
                    stack.shrink(2)
                    stack.setTop(result)
                    continue dispatch

                case .PRECALL_NO_KW_STR_1, .PRECALL_NO_KW_TUPLE_1:
                    let argument = stack.top
                    let callable = stack.p[-2].unsafelyUnwrapped
                    let isStr = Instruction(byte: UInt8(truncatingIfNeeded: word)) == .PRECALL_NO_KW_STR_1
                    if _slowPath(stack.p[-3] != nil || callable != (isStr ? PyUnicode_Type : PyTuple_Type)) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    pc += 6
                    if T.isEnabled { T.emit(.callNative, UnsafeRawPointer(callable), 1, Int(bitPattern: frame)) }
                    let result = isStr ? PyObject_Str(argument) : PySequence_Tuple(argument)
                    if T.isEnabled {
                        T.emit(.returnNative, UnsafeRawPointer(callable), UnsafeRawPointer(result), UnsafeRawPointer(frame))
                    }
                    T.DECREF(argument)
                    T.DECREF(callable)
                    stack.shrink(2)
                    stack.setTop(result)
                    if _slowPath(result == nil) { stack.shrink(1); step = .error; continue main }
                    if _slowPath(Interp.evalBreaker != 0) {
                        if handleEvalBreaker() != 0 { step = .error; continue main }
                    }
                    continue dispatch

                case .PRECALL_BUILTIN_CLASS:
                    let isMeth = stack.p[-(oparg &+ 2)] != nil ? 1 : 0
                    let total = oparg &+ isMeth
                    let callable = stack.p[-(total &+ 1)].unsafelyUnwrapped
                    guard PyType_Check(callable), let vectorcall = callable.tp_vectorcall else {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    pc += 6
                    if T.isEnabled { T.emit(.callNative, UnsafeRawPointer(callable), total, Int(bitPattern: frame)) }
                    let args = UnsafeMutableRawPointer(stack.p - total).assumingMemoryBound(to: PyObj.self)
                    let kwnames = Interp.takeKeywordNames()
                    let positional = kwnames == nil ? total : total &- kwnames.unsafelyUnwrapped.ob_size
                    let result = vectorcall(callable, args, positional, kwnames)
                    if T.isEnabled {
                        T.emit(.returnNative, UnsafeRawPointer(callable), UnsafeRawPointer(result), UnsafeRawPointer(frame))
                    }
                    dropArguments(T.self, args, total)
                    T.DECREF(callable)
                    stack.shrink(total &+ 1 &- isMeth)
                    stack.setTop(result)
                    if _slowPath(result == nil) { stack.shrink(1); step = .error; continue main }
                    if _slowPath(Interp.evalBreaker != 0) {
                        if handleEvalBreaker() != 0 { step = .error; continue main }
                    }
                    continue dispatch

                case .PRECALL_NO_KW_BUILTIN_O:
                    let isMeth = stack.p[-(oparg &+ 2)] != nil ? 1 : 0
                    let callable = stack.p[-(oparg &+ isMeth &+ 1)].unsafelyUnwrapped
                    if _slowPath(
                        oparg &+ isMeth != 1 || callable.ob_type != PyCFunction_Type || callable.m_ml.ml_flags != MethodFlags.O)
                    {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    pc += 6
                    if !_Py_EnterRecursiveCall(" while calling a Python object") { step = .error; continue main }
                    let argument = stack.top
                    if T.isEnabled { T.emit(.callNative, UnsafeRawPointer(callable), 1, Int(bitPattern: frame)) }
                    let result = unsafeBitCast(callable.m_ml.ml_meth, to: OneArgFunction.self)(callable.m_self ?? Py_None, argument)
                    if T.isEnabled {
                        T.emit(.returnNative, UnsafeRawPointer(callable), UnsafeRawPointer(result), UnsafeRawPointer(frame))
                    }
                    _Py_LeaveRecursiveCall()
                    T.DECREF(argument)
                    T.DECREF(callable)
                    stack.shrink(2 &- isMeth)
                    stack.setTop(result)
                    if _slowPath(result == nil) { stack.shrink(1); step = .error; continue main }
                    if _slowPath(Interp.evalBreaker != 0) {
                        if handleEvalBreaker() != 0 { step = .error; continue main }
                    }
                    continue dispatch

                case .PRECALL_NO_KW_BUILTIN_FAST:
                    let isMeth = stack.p[-(oparg &+ 2)] != nil ? 1 : 0
                    let total = oparg &+ isMeth
                    let callable = stack.p[-(total &+ 1)].unsafelyUnwrapped
                    if _slowPath(callable.ob_type != PyCFunction_Type || callable.m_ml.ml_flags != MethodFlags.FASTCALL) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    pc += 6
                    if T.isEnabled { T.emit(.callNative, UnsafeRawPointer(callable), total, Int(bitPattern: frame)) }
                    let args = UnsafeMutableRawPointer(stack.p - total).assumingMemoryBound(to: PyObj.self)
                    let result = unsafeBitCast(callable.m_ml.ml_meth, to: FastFunction.self)(
                        callable.m_self ?? Py_None, args, total)
                    if T.isEnabled {
                        T.emit(.returnNative, UnsafeRawPointer(callable), UnsafeRawPointer(result), UnsafeRawPointer(frame))
                    }
                    dropArguments(T.self, args, total)
                    stack.shrink(total &+ 1 &- isMeth)
                    stack.setTop(result)
                    T.DECREF(callable)
                    if _slowPath(result == nil) { stack.shrink(1); step = .error; continue main }
                    if _slowPath(Interp.evalBreaker != 0) {
                        if handleEvalBreaker() != 0 { step = .error; continue main }
                    }
                    continue dispatch

                case .PRECALL_BUILTIN_FAST_WITH_KEYWORDS:
                    let isMeth = stack.p[-(oparg &+ 2)] != nil ? 1 : 0
                    let total = oparg &+ isMeth
                    let callable = stack.p[-(total &+ 1)].unsafelyUnwrapped
                    if _slowPath(
                        callable.ob_type != PyCFunction_Type
                            || callable.m_ml.ml_flags != MethodFlags.FASTCALL | MethodFlags.KEYWORDS)
                    {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    pc += 6
                    if T.isEnabled { T.emit(.callNative, UnsafeRawPointer(callable), total, Int(bitPattern: frame)) }
                    let args = UnsafeMutableRawPointer(stack.p - total).assumingMemoryBound(to: PyObj.self)
                    let kwnames = Interp.takeKeywordNames()
                    let positional = kwnames == nil ? total : total &- kwnames.unsafelyUnwrapped.ob_size
                    let result = unsafeBitCast(callable.m_ml.ml_meth, to: FastKeywordsFunction.self)(
                        callable.m_self ?? Py_None, args, positional, kwnames)
                    if T.isEnabled {
                        T.emit(.returnNative, UnsafeRawPointer(callable), UnsafeRawPointer(result), UnsafeRawPointer(frame))
                    }
                    dropArguments(T.self, args, total)
                    stack.shrink(total &+ 1 &- isMeth)
                    stack.setTop(result)
                    T.DECREF(callable)
                    if _slowPath(result == nil) { stack.shrink(1); step = .error; continue main }
                    if _slowPath(Interp.evalBreaker != 0) {
                        if handleEvalBreaker() != 0 { step = .error; continue main }
                    }
                    continue dispatch

                case .PRECALL_NO_KW_LEN:
                    let isMeth = stack.p[-(oparg &+ 2)] != nil ? 1 : 0
                    let callable = stack.p[-(oparg &+ isMeth &+ 1)].unsafelyUnwrapped
                    if _slowPath(oparg &+ isMeth != 1 || callable != Interp.lenCallable) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    pc += 6
                    let argument = stack.top
                    if T.isEnabled { T.emit(.callNative, UnsafeRawPointer(callable), 1, Int(bitPattern: frame)) }
                    let length = PyObject_Length(argument)
                    if _slowPath(length < 0) {
                        if T.isEnabled { T.emit(.returnNative, UnsafeRawPointer(callable), nil, UnsafeRawPointer(frame)) }
                        step = .error
                        continue main
                    }
                    let result = PyLong_FromLong(length)
                    if T.isEnabled {
                        T.emit(.returnNative, UnsafeRawPointer(callable), UnsafeRawPointer(result), UnsafeRawPointer(frame))
                    }
                    stack.shrink(2 &- isMeth)
                    stack.setTop(result)
                    T.DECREF(callable)
                    T.DECREF(argument)
                    if _slowPath(result == nil) { stack.shrink(1); step = .error; continue main }
                    continue dispatch

                case .PRECALL_NO_KW_ISINSTANCE:
                    let isMeth = stack.p[-(oparg &+ 2)] != nil ? 1 : 0
                    let callable = stack.p[-(oparg &+ isMeth &+ 1)].unsafelyUnwrapped
                    if _slowPath(oparg &+ isMeth != 2 || callable != Interp.isinstanceCallable) {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    pc += 6
                    let cls = stack.pop()
                    let instance = stack.top
                    if T.isEnabled { T.emit(.callNative, UnsafeRawPointer(callable), 2, Int(bitPattern: frame)) }
                    let truth = PyObject_IsInstance(instance, cls)
                    if _slowPath(truth < 0) {
                        if T.isEnabled { T.emit(.returnNative, UnsafeRawPointer(callable), nil, UnsafeRawPointer(frame)) }
                        T.DECREF(cls)
                        step = .error
                        continue main
                    }
                    let result = truth != 0 ? Py_True : Py_False
                    T.INCREF(result)
                    if T.isEnabled {
                        T.emit(.returnNative, UnsafeRawPointer(callable), UnsafeRawPointer(result), UnsafeRawPointer(frame))
                    }
                    stack.shrink(2 &- isMeth)
                    stack.setTop(result)
                    T.DECREF(instance)
                    T.DECREF(cls)
                    T.DECREF(callable)
                    continue dispatch

                case .PRECALL_NO_KW_LIST_APPEND:
                    let callable = stack.p[-3]
                    let list = stack.p[-2].unsafelyUnwrapped
                    guard let callable, callable == Interp.listAppendCallable, PyList_Check(list) else {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    // Behind the POP_TOP too: there is no result.
                    pc += 7
                    if T.isEnabled { T.emit(.callNative, UnsafeRawPointer(callable), 2, Int(bitPattern: frame)) }
                    let error = _PyList_AppendTakeRef(list, stack.pop())
                    if T.isEnabled { T.emit(.returnNative, UnsafeRawPointer(callable), Py_None, UnsafeRawPointer(frame)) }
                    if _slowPath(error < 0) { step = .error; continue main }
                    stack.shrink(2)
                    T.DECREF(list)
                    T.DECREF(callable)
                    continue dispatch

                case .PRECALL_NO_KW_METHOD_DESCRIPTOR_O:
                    let isMeth = stack.p[-(oparg &+ 2)] != nil ? 1 : 0
                    let callable = stack.p[-(oparg &+ isMeth &+ 1)].unsafelyUnwrapped
                    if _slowPath(
                        oparg &+ isMeth != 2 || callable.ob_type != PyMethodDescr_Type
                            || callable.d_method.ml_flags != MethodFlags.O
                            || stack.p[-2].unsafelyUnwrapped.ob_type != callable.d_type.unsafelyUnwrapped)
                    {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    pc += 6
                    if !_Py_EnterRecursiveCall(" while calling a Python object") { step = .error; continue main }
                    let argument = stack.top
                    let receiver = stack.p[-2].unsafelyUnwrapped
                    if T.isEnabled { T.emit(.callNative, UnsafeRawPointer(callable), 2, Int(bitPattern: frame)) }
                    let result = unsafeBitCast(callable.d_method.ml_meth, to: OneArgFunction.self)(receiver, argument)
                    if T.isEnabled {
                        T.emit(.returnNative, UnsafeRawPointer(callable), UnsafeRawPointer(result), UnsafeRawPointer(frame))
                    }
                    _Py_LeaveRecursiveCall()
                    T.DECREF(receiver)
                    T.DECREF(argument)
                    stack.shrink(oparg &+ 1)
                    stack.setTop(result)
                    T.DECREF(callable)
                    if _slowPath(result == nil) { stack.shrink(1); step = .error; continue main }
                    if _slowPath(Interp.evalBreaker != 0) {
                        if handleEvalBreaker() != 0 { step = .error; continue main }
                    }
                    continue dispatch

                case .PRECALL_NO_KW_METHOD_DESCRIPTOR_NOARGS:
                    let isMeth = stack.p[-(oparg &+ 2)] != nil ? 1 : 0
                    let callable = stack.p[-(oparg &+ isMeth &+ 1)].unsafelyUnwrapped
                    if _slowPath(
                        oparg &+ isMeth != 1 || callable.ob_type != PyMethodDescr_Type
                            || callable.d_method.ml_flags != MethodFlags.NOARGS
                            || stack.top.ob_type != callable.d_type.unsafelyUnwrapped)
                    {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    pc += 6
                    if !_Py_EnterRecursiveCall(" while calling a Python object") { step = .error; continue main }
                    let receiver = stack.top
                    if T.isEnabled { T.emit(.callNative, UnsafeRawPointer(callable), 1, Int(bitPattern: frame)) }
                    let result = unsafeBitCast(callable.d_method.ml_meth, to: NoArgsFunction.self)(receiver)
                    if T.isEnabled {
                        T.emit(.returnNative, UnsafeRawPointer(callable), UnsafeRawPointer(result), UnsafeRawPointer(frame))
                    }
                    _Py_LeaveRecursiveCall()
                    T.DECREF(receiver)
                    stack.shrink(oparg &+ 1)
                    stack.setTop(result)
                    T.DECREF(callable)
                    if _slowPath(result == nil) { stack.shrink(1); step = .error; continue main }
                    if _slowPath(Interp.evalBreaker != 0) {
                        if handleEvalBreaker() != 0 { step = .error; continue main }
                    }
                    continue dispatch

                case .PRECALL_NO_KW_METHOD_DESCRIPTOR_FAST:
                    let isMeth = stack.p[-(oparg &+ 2)] != nil ? 1 : 0
                    let total = oparg &+ isMeth
                    let callable = stack.p[-(total &+ 1)].unsafelyUnwrapped
                    if _slowPath(
                        total == 0 || callable.ob_type != PyMethodDescr_Type
                            || callable.d_method.ml_flags != MethodFlags.FASTCALL
                            || stack.p[-total].unsafelyUnwrapped.ob_type != callable.d_type.unsafelyUnwrapped)
                    {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    pc += 6
                    let receiver = stack.p[-total].unsafelyUnwrapped
                    let args = UnsafeMutableRawPointer(stack.p - total + 1).assumingMemoryBound(to: PyObj.self)
                    if T.isEnabled { T.emit(.callNative, UnsafeRawPointer(callable), total, Int(bitPattern: frame)) }
                    let result = unsafeBitCast(callable.d_method.ml_meth, to: FastFunction.self)(receiver, args, total &- 1)
                    if T.isEnabled {
                        T.emit(.returnNative, UnsafeRawPointer(callable), UnsafeRawPointer(result), UnsafeRawPointer(frame))
                    }
                    dropArguments(T.self, args, total &- 1)
                    T.DECREF(receiver)
                    stack.shrink(oparg &+ 1)
                    stack.setTop(result)
                    T.DECREF(callable)
                    if _slowPath(result == nil) { stack.shrink(1); step = .error; continue main }
                    if _slowPath(Interp.evalBreaker != 0) {
                        if handleEvalBreaker() != 0 { step = .error; continue main }
                    }
                    continue dispatch

                case .PRECALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS:
                    let isMeth = stack.p[-(oparg &+ 2)] != nil ? 1 : 0
                    let total = oparg &+ isMeth
                    let callable = stack.p[-(total &+ 1)].unsafelyUnwrapped
                    if _slowPath(
                        total == 0 || callable.ob_type != PyMethodDescr_Type
                            || callable.d_method.ml_flags != MethodFlags.FASTCALL | MethodFlags.KEYWORDS
                            || stack.p[-total].unsafelyUnwrapped.ob_type != callable.d_type.unsafelyUnwrapped)
                    {
                        word = specializationMiss(pc - 1)
                        continue decoded
                    }
                    pc += 6
                    let receiver = stack.p[-total].unsafelyUnwrapped
                    let args = UnsafeMutableRawPointer(stack.p - total + 1).assumingMemoryBound(to: PyObj.self)
                    let kwnames = Interp.takeKeywordNames()
                    let positional = kwnames == nil ? total &- 1 : total &- 1 &- kwnames.unsafelyUnwrapped.ob_size
                    if T.isEnabled { T.emit(.callNative, UnsafeRawPointer(callable), total, Int(bitPattern: frame)) }
                    let result = unsafeBitCast(callable.d_method.ml_meth, to: FastKeywordsFunction.self)(
                        receiver, args, positional, kwnames)
                    if T.isEnabled {
                        T.emit(.returnNative, UnsafeRawPointer(callable), UnsafeRawPointer(result), UnsafeRawPointer(frame))
                    }
                    dropArguments(T.self, args, total &- 1)
                    T.DECREF(receiver)
                    stack.shrink(oparg &+ 1)
                    stack.setTop(result)
                    T.DECREF(callable)
                    if _slowPath(result == nil) { stack.shrink(1); step = .error; continue main }
                    if _slowPath(Interp.evalBreaker != 0) {
                        if handleEvalBreaker() != 0 { step = .error; continue main }
                    }
                    continue dispatch

                case .CALL_FUNCTION_EX:
                    var kwargs: PyObj?
                    if oparg & 1 != 0 {
                        kwargs = stack.pop()
                        if !PyDict_CheckExact(kwargs.unsafelyUnwrapped) {
                            guard let d = PyDict_New() else { step = .error; continue main }
                            if _PyDict_MergeEx(d, kwargs.unsafelyUnwrapped, 2) < 0 {
                                T.DECREF(d)
                                formatKwargsError(stack.p[-2].unsafelyUnwrapped, kwargs.unsafelyUnwrapped)
                                T.DECREF(kwargs.unsafelyUnwrapped)
                                step = .error
                                continue main
                            }
                            T.DECREF(kwargs.unsafelyUnwrapped)
                            kwargs = d
                        }
                    }
                    var callargs = stack.pop()
                    let callable = stack.top
                    if !PyTuple_CheckExact(callargs) {
                        let converted = checkArgsIterable(callable, callargs) ? PySequence_Tuple(callargs) : nil
                        T.DECREF(callargs)
                        guard let converted else { T.XDECREF(kwargs); step = .error; continue main }
                        callargs = converted
                    }
                    if T.isEnabled { T.emit(.callNative, UnsafeRawPointer(callable), callargs.ob_size, Int(bitPattern: frame)) }
                    let result = PyObject_Call(callable, callargs, kwargs)
                    if T.isEnabled {
                        T.emit(.returnNative, UnsafeRawPointer(callable), UnsafeRawPointer(result), UnsafeRawPointer(frame))
                    }
                    T.DECREF(callable)
                    T.DECREF(callargs)
                    T.XDECREF(kwargs)
                    stack.shrink(1)
                    stack.setTop(result)
                    if result == nil { stack.shrink(1); step = .error; continue main }
                    if _slowPath(Interp.evalBreaker != 0) {
                        if handleEvalBreaker() != 0 { step = .error; continue main }
                    }
                    continue dispatch

                case .RETURN_VALUE:
                    let result = stack.pop()
                    frame.fr_stacktop = Int32(truncatingIfNeeded: stack.p - frame.localsplus)
                    if T.isEnabled { T.emit(.return, frame, result, frame.fr_previous) }
                    _Py_LeaveRecursiveCall()
                    if frame.fr_is_entry == 0 {
                        frame = leaveFrame(T.self, frame)
                        // Push the result on the caller's stack, and go on there.
                        frame.localsplus[Int(frame.fr_stacktop)] = result
                        frame.fr_stacktop = frame.fr_stacktop &+ 1
                        step = .resume
                        continue main
                    }
                    ThreadState.currentFrame = frame.fr_previous
                    Interp.nativeDepth = Interp.nativeDepth &- 1
                    return result

                // MARK: Generators and coroutines

                case .RETURN_GENERATOR:
                    guard let gen = _Py_MakeCoro(frame.fr_func) else { step = .error; continue main }
                    frame.fr_stacktop = Int32(truncatingIfNeeded: stack.p - frame.localsplus)
                    let genFrame = gen.gi_iframe
                    _PyFrame_Copy(frame, genFrame)
                    genFrame.fr_owner = FrameOwner.generator
                    gen.gi_frame_state = FrameState.created
                    _Py_LeaveRecursiveCall()
                    if frame.fr_is_entry == 0 {
                        if T.isEnabled { T.emit(.return, frame, gen, frame.fr_previous) }
                        let previous = frame.fr_previous.unsafelyUnwrapped
                        _PyThreadState_PopFrame(frame)
                        frame = previous
                        ThreadState.currentFrame = frame
                        frame.localsplus[Int(frame.fr_stacktop)] = gen
                        frame.fr_stacktop = frame.fr_stacktop &+ 1
                        step = .resume
                        continue main
                    }
                    // The caller clears this record: leave it nothing that the generator now owns.
                    frame.fr_stacktop = 0
                    frame.fr_locals = nil
                    T.INCREF(frame.fr_func)
                    T.INCREF(frame.fr_code)
                    ThreadState.currentFrame = frame.fr_previous
                    Interp.nativeDepth = Interp.nativeDepth &- 1
                    if T.isEnabled { T.emit(.return, frame, gen, frame.fr_previous) }
                    return gen

                case .YIELD_VALUE:
                    let result = stack.pop()
                    let gen = frame.frameGenerator
                    gen.gi_frame_state = FrameState.suspended
                    frame.fr_stacktop = Int32(truncatingIfNeeded: stack.p - frame.localsplus)
                    if T.isEnabled { T.emit(.yield, frame, result, UnsafeRawPointer(gen)) }
                    _Py_LeaveRecursiveCall()
                    ThreadState.currentFrame = frame.fr_previous
                    Interp.nativeDepth = Interp.nativeDepth &- 1
                    return result

                case .ASYNC_GEN_WRAP:
                    let value = stack.top
                    let wrapped = _PyAsyncGenValueWrapperNew(value)
                    if wrapped == nil { step = .error; continue main }
                    stack.setTop(wrapped)
                    T.DECREF(value)
                    continue dispatch

                case .SEND:
                    let value = stack.pop()
                    let receiver = stack.top
                    var result: PyObj?
                    let status = PyIter_Send(receiver, value, &result)
                    T.DECREF(value)
                    if status < 0 { step = .error; continue main }
                    if status == 0 {
                        T.DECREF(receiver)
                        stack.setTop(result)
                        pc += oparg
                    } else {
                        stack.push(result)
                    }
                    continue dispatch

                case .GET_AWAITABLE:
                    let iterable = stack.top
                    let iterator = getAwaitable(iterable, oparg)
                    T.DECREF(iterable)
                    stack.setTop(iterator)
                    if iterator == nil { stack.shrink(1); step = .error; continue main }
                    continue dispatch

                case .GET_AITER:
                    let object = stack.top
                    let iterator = getAsyncIterator(object)
                    T.DECREF(object)
                    stack.setTop(iterator)
                    if iterator == nil { stack.shrink(1); step = .error; continue main }
                    continue dispatch

                case .GET_ANEXT:
                    guard let awaitable = getAsyncNext(stack.top) else { step = .error; continue main }
                    stack.push(awaitable)
                    continue dispatch

                case .END_ASYNC_FOR:
                    let value = stack.pop()
                    if PyErr_GivenExceptionMatches(value, PyExc_StopAsyncIteration) {
                        T.DECREF(value)
                        stack.drop()
                        continue dispatch
                    }
                    PyErr_Restore(Py_NewRef(value.ob_type), value, PyException_GetTraceback(value))
                    step = .unwind
                    continue main

                // MARK: Exceptions and contexts

                case .RAISE_VARARGS:
                    let cause: PyObj? = oparg == 2 ? stack.pop() : nil
                    let exception: PyObj? = oparg > 0 ? stack.pop() : nil
                    step = doRaise(exception, cause) ? .unwind : .error
                    continue main

                case .RERAISE:
                    if oparg != 0 {
                        let lasti = stack.p[-(oparg &+ 1)].unsafelyUnwrapped
                        frame.fr_prev_instr = UnsafeMutableRawPointer(frame.fr_code.codeStart + PyLong_AsLong(lasti))
                    }
                    let value = stack.pop()
                    PyErr_Restore(Py_NewRef(value.ob_type), value, PyException_GetTraceback(value))
                    step = .unwind
                    continue main

                case .PUSH_EXC_INFO:
                    let value = stack.top
                    let info = ThreadState.exc_info
                    if let current = info.load(as: PyObj?.self) {
                        stack.setTop(current)
                    } else {
                        T.INCREF(Py_None)
                        stack.setTop(Py_None)
                    }
                    stack.pushNewReference(value)
                    info.storeBytes(of: value, as: PyObj?.self)
                    continue dispatch

                case .POP_EXCEPT:
                    let info = ThreadState.exc_info
                    let value = info.load(as: PyObj?.self)
                    info.storeBytes(of: stack.pop(), as: PyObj?.self)
                    T.XDECREF(value)
                    continue dispatch

                case .CHECK_EXC_MATCH:
                    let right = stack.pop()
                    if !checkExceptTypeValid(right) {
                        T.DECREF(right)
                        step = .error
                        continue main
                    }
                    let matches = PyErr_GivenExceptionMatches(stack.top, right)
                    T.DECREF(right)
                    let result = matches ? Py_True : Py_False
                    stack.pushNewReference(result)
                    continue dispatch

                case .CHECK_EG_MATCH:
                    let matchType = stack.pop()
                    if !checkExceptStarTypeValid(matchType) {
                        T.DECREF(matchType)
                        step = .error
                        continue main
                    }
                    let value = stack.top
                    guard let (match, rest) = exceptionGroupMatch(value, matchType) else {
                        T.DECREF(matchType)
                        step = .error
                        continue main
                    }
                    T.DECREF(matchType)
                    if match == Py_None {
                        T.DECREF(match)
                        // No match: the value stays, None says so.
                        T.DECREF(rest)
                        stack.pushNewReference(Py_None)
                        continue dispatch
                    }
                    stack.setTop(rest)
                    stack.push(match)
                    T.DECREF(value)
                    PyErr_SetHandledException(match)
                    continue dispatch

                case .PREP_RERAISE_STAR:
                    let excs = stack.pop()
                    let orig = stack.pop()
                    let value = _PyExc_PrepReraiseStar(orig, excs)
                    T.DECREF(excs)
                    T.DECREF(orig)
                    if value == nil { step = .error; continue main }
                    stack.push(value)
                    continue dispatch

                case .BEFORE_WITH, .BEFORE_ASYNC_WITH:
                    let manager = stack.top
                    let isAsync = UInt8(truncatingIfNeeded: word) == Instruction.BEFORE_ASYNC_WITH.rawValue
                    guard let (enter, exit) = lookupContextManager(manager, isAsync) else { step = .error; continue main }
                    stack.setTop(exit)
                    T.DECREF(manager)
                    let result = _PyObject_CallNoArgs(enter)
                    T.DECREF(enter)
                    if result == nil { step = .error; continue main }
                    stack.push(result)
                    continue dispatch

                case .WITH_EXCEPT_START:
                    // exit | lasti | previous exception | exception: call exit(type, value, traceback).
                    let value = stack.top
                    let exit = stack.p[-4].unsafelyUnwrapped
                    guard let result = callExit(exit, value) else { step = .error; continue main }
                    stack.push(result)
                    continue dispatch

                // MARK: Modules

                case .IMPORT_NAME:
                    let fromlist = stack.pop()
                    let level = stack.top
                    let module = importName(frame, names[oparg], fromlist, level)
                    T.DECREF(level)
                    T.DECREF(fromlist)
                    stack.setTop(module)
                    if module == nil { stack.shrink(1); step = .error; continue main }
                    continue dispatch

                case .IMPORT_FROM:
                    guard let value = importFrom(stack.top, names[oparg]) else { step = .error; continue main }
                    stack.push(value)
                    continue dispatch

                case .IMPORT_STAR:
                    let module = stack.pop()
                    let error = importStar(frame, module)
                    T.DECREF(module)
                    if error != 0 { step = .error; continue main }
                    continue dispatch

                case .PRINT_EXPR:
                    let value = stack.pop()
                    let ok = printExpression(value)
                    T.DECREF(value)
                    if !ok { step = .error; continue main }
                    continue dispatch

                // MARK: Pattern matching

                case .GET_LEN:
                    let length = PyObject_Size(stack.top)
                    if length < 0 { step = .error; continue main }
                    guard let result = PyLong_FromLong(length) else { step = .error; continue main }
                    stack.push(result)
                    continue dispatch

                case .MATCH_MAPPING:
                    let result = stack.top.ob_type.tp_flags & TypeFlags.MAPPING != 0 ? Py_True : Py_False
                    stack.pushNewReference(result)
                    continue dispatch

                case .MATCH_SEQUENCE:
                    let result = stack.top.ob_type.tp_flags & TypeFlags.SEQUENCE != 0 ? Py_True : Py_False
                    stack.pushNewReference(result)
                    continue dispatch

                case .MATCH_KEYS:
                    guard let values = matchKeys(stack.p[-2].unsafelyUnwrapped, stack.top) else { step = .error; continue main }
                    stack.push(values)
                    continue dispatch

                case .MATCH_CLASS:
                    let attributeNames = stack.pop()
                    let type = stack.pop()
                    let subject = stack.top
                    let attributes = matchClass(subject, type, oparg, attributeNames)
                    T.DECREF(attributeNames)
                    T.DECREF(type)
                    if let attributes {
                        stack.setTop(attributes)
                    } else if ThreadState.curexc_type != nil {
                        step = .error
                        continue main
                    } else {
                        T.INCREF(Py_None)
                        stack.setTop(Py_None)
                    }
                    T.DECREF(subject)
                    continue dispatch

                case .EXTENDED_ARG, .EXTENDED_ARG_QUICK:
                    word = pc.pointee
                    frame.fr_prev_instr = UnsafeMutableRawPointer(pc)
                    pc += 1
                    oparg = oparg << 8 | Int(word >> 8)
                    continue decoded

                // No default: with all 256 bytes named the jump through the table needs no test.
                case .DO_TRACING,
                    .unused181, .unused182, .unused183, .unused184, .unused185, .unused186, .unused187, .unused188, .unused189,
                    .unused190,
                    .unused191, .unused192, .unused193, .unused194, .unused195, .unused196, .unused197, .unused198, .unused199,
                    .unused200,
                    .unused201, .unused202, .unused203, .unused204, .unused205, .unused206, .unused207, .unused208, .unused209,
                    .unused210,
                    .unused211, .unused212, .unused213, .unused214, .unused215, .unused216, .unused217, .unused218, .unused219,
                    .unused220,
                    .unused221, .unused222, .unused223, .unused224, .unused225, .unused226, .unused227, .unused228, .unused229,
                    .unused230,
                    .unused231, .unused232, .unused233, .unused234, .unused235, .unused236, .unused237, .unused238, .unused239,
                    .unused240,
                    .unused241, .unused242, .unused243, .unused244, .unused245, .unused246, .unused247, .unused248, .unused249,
                    .unused250,
                    .unused251, .unused252, .unused253, .unused254:
                    unknownOpcode(UInt8(truncatingIfNeeded: word))
                    step = .error
                    continue main
                }
            }
        }
    }
}
