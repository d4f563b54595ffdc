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
    TraceControl.isTracing
        ? evalFrame(LiveTracer.self, frame, throwflag, resuming: false)
        : evalFrame(NullTracer.self, frame, throwflag, resuming: false)
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
    var code = frame.fr_code
    var locals = frame.localsplus
    var consts = code.co_consts.tupleItems
    var names = code.co_names.tupleItems
    var kwnames: PyObj?
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
                code = frame.fr_code
                locals = frame.localsplus
                consts = code.co_consts.tupleItems
                names = code.co_names.tupleItems
                pc = (frame.fr_prev_instr + 2).assumingMemoryBound(to: UInt16.self)
                stack = ValueStack<T>(locals + Int(frame.fr_stacktop))
                // -1: the collector must not believe the slots of a running frame.
                frame.fr_stacktop = -1
                if T.isEnabled {
                    stack.live.storeBytes(of: frame, as: PyObj.self)
                    stack.publish()
                    lastLine = frame.frameLasti >= 0 ? LineCache.line(code, frame.frameLasti / 2) : -1
                }
                if step == .resume {
                    if T.isEnabled && isResuming {
                        lastLine = Int32(truncatingIfNeeded: Interp.tracedLine)
                        isResuming = false
                    }
                    break steps
                }
                step = .error
            case .error:
                if PyErr_Occurred() == nil {
                    PyErr_SetString(PyExc_SystemError, "error return without exception set")
                }
                if !_PyFrame_IsIncomplete(frame) {
                    if let f = _PyFrame_GetFrameObject(frame) { _ = PyTraceBack_Here(f) }
                }
                if T.isEnabled { T.emit(.raise, ThreadState.curexc_value, ThreadState.curexc_type, UnsafeRawPointer(frame)) }
                step = .unwind
            case .unwind:
                let offset = (UnsafeMutableRawPointer(pc) - UnsafeMutableRawPointer(code.codeStart)) / 2 - 1
                let base = frame.frameStackBase
                let (found, level, handler, pushLasti) = findHandler(code, offset)
                if T.isEnabled { T.emit(.unwind, UnsafeRawPointer(frame), found ? handler : 0, level) }
                if !found {
                    while stack.p > base { T.XDECREF(stack.popNullable()) }
                    frame.fr_stacktop = Int32(truncatingIfNeeded: stack.p - locals)
                    step = .exitUnwind
                    continue steps
                }
                let newTop = base + level
                while stack.p > newTop { T.XDECREF(stack.popNullable()) }
                if pushLasti {
                    guard let lasti = PyLong_FromLong(frame.frameLasti / 2) else { continue steps }
                    stack.push(lasti)
                }
                var (exc, value, tb) = PyErr_Fetch()
                PyErr_NormalizeException(&exc, &value, &tb)
                _ = PyException_SetTraceback(value!, tb ?? Py_None)
                Py_XDECREF(tb)
                Py_XDECREF(exc)
                stack.push(value)
                pc = code.codeStart + handler
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
            if T.isEnabled { lastLine = traceInstruction(T.self, frame, code, pc - 1, Int(word), lastLine) }

            decoded: while true {
                switch Instruction(byte: UInt8(truncatingIfNeeded: word)) {

                // MARK: Nothing, constants, locals

                case .NOP, .CACHE: continue dispatch

                case .RESUME:
                    if oparg < 2 && _slowPath(Interp.evalBreaker != 0) {
                        if handleEvalBreaker() != 0 { step = .error; continue main }
                    }
                    continue dispatch

                case .LOAD_CLOSURE, .LOAD_FAST:
                    guard let value = locals[oparg] else {
                        unboundLocal(code, oparg)
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
                    let value = stack.pop()
                    let old = locals[oparg]
                    locals[oparg] = value
                    if T.isEnabled {
                        T.emit(.storeLocal, UnsafeRawPointer(locals + oparg), UnsafeRawPointer(value), UnsafeRawPointer(old))
                    }
                    T.XDECREF(old)
                    continue dispatch

                case .DELETE_FAST:
                    guard let old = locals[oparg] else {
                        unboundLocal(code, oparg)
                        step = .error
                        continue main
                    }
                    locals[oparg] = nil
                    if T.isEnabled { T.emit(.storeLocal, UnsafeRawPointer(locals + oparg), nil, UnsafeRawPointer(old)) }
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
                    } else if oparg == 13 && left.ob_type == PyUnicode_Type && right.ob_type == PyUnicode_Type
                        && left.ob_refcnt == 2
                        && pc[1] & 0xff == UInt16(Instruction.STORE_FAST.rawValue) && locals[Int(pc[1] >> 8)] == left
                    {
                        // `s += t` on a local: appended in place when nobody else holds the string (BINARY_OP_INPLACE_ADD_UNICODE in CPython).
                        let slot = locals + Int(pc[1] >> 8)
                        T.DECREF(left)
                        stack.shrink(2)
                        PyUnicode_Append(slot, right)
                        T.DECREF(right)
                        if slot.pointee == nil { step = .error; continue main }
                        // The store is done: skip the cache and STORE_FAST.
                        pc += 2
                        continue dispatch
                    } else {
                        result = binaryOperation(oparg, left, right)
                    }
                    stack.shrink(1)
                    stack.setTop(result)
                    T.DECREF(left)
                    T.DECREF(right)
                    if _slowPath(result == nil) { stack.shrink(1); step = .error; continue main }
                    pc += 1
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
                    stack.shrink(1)
                    stack.setTop(result)
                    T.DECREF(left)
                    T.DECREF(right)
                    if _slowPath(result == nil) { stack.shrink(1); step = .error; continue main }
                    pc += 2
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
                    let result: PyObj?
                    if container.ob_type == PyList_Type, sub.ob_type == PyLong_Type, UInt(bitPattern: sub.ob_size) <= 1,
                        compactValue(sub) < container.ob_size
                    {
                        let item = container.list_item.unsafelyUnwrapped.load(
                            fromByteOffset: compactValue(sub) &* 8, as: PyObj.self)
                        T.INCREF(item)
                        result = item
                    } else {
                        result = PyObject_GetItem(container, sub)
                    }
                    stack.shrink(1)
                    stack.setTop(result)
                    T.DECREF(container)
                    T.DECREF(sub)
                    if _slowPath(result == nil) { stack.shrink(1); step = .error; continue main }
                    pc += 4
                    continue dispatch

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
                        PyErr_SetString(PyExc_SystemError, "no locals found when storing \(reprText(name))")
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
                        PyErr_SetString(PyExc_SystemError, "no locals when deleting \(reprText(name))")
                        step = .error
                        continue main
                    }
                    if PyObject_DelItem(ns, name) != 0 {
                        nameError("name '\(swiftString(name))' is not defined", name)
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
                            nameError("name '\(swiftString(names[oparg]))' is not defined", names[oparg])
                        }
                        step = .error
                        continue main
                    }
                    continue dispatch

                case .MAKE_CELL:
                    guard let cell = PyCell_New(locals[oparg]) else { step = .error; continue main }
                    let initial = locals[oparg]
                    locals[oparg] = cell
                    T.XDECREF(initial)
                    continue dispatch

                case .COPY_FREE_VARS:
                    let closure = frame.fr_func.func_closure.unsafelyUnwrapped
                    let offset = Int(code.co_nlocals &+ code.co_nplaincellvars)
                    for i in 0..<oparg {
                        let cell = closure.tupleItem(i)
                        T.INCREF(cell)
                        locals[offset &+ i] = cell
                    }
                    continue dispatch

                case .LOAD_DEREF:
                    guard let value = locals[oparg].unsafelyUnwrapped.ob_ref else {
                        unboundDeref(code, oparg)
                        step = .error
                        continue main
                    }
                    stack.pushNewReference(value)
                    continue dispatch

                case .LOAD_CLASSDEREF:
                    guard let value = loadClassDeref(frame, code, locals, oparg) else { step = .error; continue main }
                    stack.push(value)
                    continue dispatch

                case .STORE_DEREF:
                    let value = stack.pop()
                    let cell = locals[oparg].unsafelyUnwrapped
                    let old = cell.ob_ref
                    cell.ob_ref = value
                    if T.isEnabled {
                        T.emit(.storeLocal, UnsafeRawPointer(cell + 16), UnsafeRawPointer(value), UnsafeRawPointer(old))
                    }
                    T.XDECREF(old)
                    continue dispatch

                case .DELETE_DEREF:
                    let cell = locals[oparg].unsafelyUnwrapped
                    guard let old = cell.ob_ref else {
                        unboundDeref(code, oparg)
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

                // MARK: Jumps

                case .JUMP_FORWARD:
                    pc += oparg
                    continue dispatch

                case .JUMP_BACKWARD:
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
                    if let value = iterator.ob_type.tp_iternext.unsafelyUnwrapped(iterator) {
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
                        if code.co_flags & (CodeFlags.COROUTINE | CodeFlags.ITERABLE_COROUTINE) == 0 {
                            PyErr_SetString(PyExc_TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator")
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
                            PyErr_SetString(PyExc_TypeError, "'\(update.typeName)' object is not a mapping")
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
                    kwnames = consts[oparg]
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
                        kwnames = nil
                        // The frame owns the function's reference now; what is left below is the NULL, if any.
                        stack.shrink(2 &- isMeth)
                        guard let new else { step = .error; continue main }
                        frame.fr_stacktop = Int32(truncatingIfNeeded: stack.p - locals)
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
                    let result = PyObject_Vectorcall(callable, args, positional | PY_VECTORCALL_ARGUMENTS_OFFSET, kwnames)
                    if T.isEnabled {
                        T.emit(.returnNative, UnsafeRawPointer(callable), UnsafeRawPointer(result), UnsafeRawPointer(frame))
                    }
                    kwnames = nil
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
                    frame.fr_stacktop = Int32(truncatingIfNeeded: stack.p - locals)
                    if T.isEnabled { T.emit(.return, frame, result, frame.fr_previous) }
                    _Py_LeaveRecursiveCall()
                    if frame.fr_is_entry == 0 {
                        frame = popFrame(frame)
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
                    frame.fr_stacktop = Int32(truncatingIfNeeded: stack.p - locals)
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
                    frame.fr_stacktop = Int32(truncatingIfNeeded: stack.p - locals)
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
                        frame.fr_prev_instr = UnsafeMutableRawPointer(code.codeStart + PyLong_AsLong(lasti))
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

                case .EXTENDED_ARG:
                    word = pc.pointee
                    frame.fr_prev_instr = UnsafeMutableRawPointer(pc)
                    pc += 1
                    oparg = oparg << 8 | Int(word >> 8)
                    continue decoded

                default:
                    PyErr_SetString(PyExc_SystemError, "not implemented: opcode \(UInt8(truncatingIfNeeded: word))")
                    step = .error
                    continue main
                }
            }
        }
    }
}
