import Memory

// Argument unpacking for methods with keywords: the case without keywords needs no parser.

/// Positional and keyword arguments into a buffer of `keywords.count` borrowed references (nil: not given). False with a TypeError.
@inline(__always)
func unpackFast(
    _ fname: StaticString, _ args: PyArgs, _ nargs: Int, _ kwnames: PyObj?, _ keywords: @autoclosure () -> [StaticString],
    _ minpos: Int, _ maxpos: Int, _ minkw: Int, _ into: UnsafeMutablePointer<PyObj?>
) -> Bool {
    if kwnames == nil && minkw == 0 && nargs >= minpos && nargs <= maxpos {
        for i in 0..<nargs { into[i] = args[i] }
        return true
    }
    return _PyArg_UnpackKeywords(
        fname: fname, args: args, nargs: nargs, kwargs: nil, kwnames: kwnames, keywords: keywords(), minpos: minpos, maxpos: maxpos,
        minkw: minkw, into: into)
}
/// The same for `tp_new` and `tp_init`: an args tuple and a kwargs dict.
@inline(__always)
func unpackTuple(
    _ fname: StaticString, _ args: PyObj, _ kwargs: PyObj?, _ keywords: @autoclosure () -> [StaticString], _ minpos: Int,
    _ maxpos: Int, _ minkw: Int, _ into: UnsafeMutablePointer<PyObj?>
) -> Bool {
    let items = (args + 24).assumingMemoryBound(to: PyObj.self)
    let n = args.ob_size
    if kwargs == nil && minkw == 0 && n >= minpos && n <= maxpos {
        for i in 0..<n { into[i] = items[i] }
        return true
    }
    return _PyArg_UnpackKeywords(
        fname: fname, args: items, nargs: n, kwargs: kwargs, kwnames: nil, keywords: keywords(), minpos: minpos, maxpos: maxpos,
        minkw: minkw, into: into)
}
/// Runs a body with a zeroed buffer for arguments.
@inline(__always)
func withArguments<R>(_ n: Int, _ body: (UnsafeMutablePointer<PyObj?>) -> R) -> R {
    withUnsafeTemporaryAllocation(of: PyObj?.self, capacity: n) {
        $0.initialize(repeating: nil)
        return body($0.baseAddress.unsafelyUnwrapped)
    }
}
