import Syntax

/// The operator of a binary operation, or the brackets of a subscript, in a piece of a line: UTF-8 offsets. Nil for anything else.
/// Origin: `extract_anchors_from_line` in Python/traceback.c.
func caretAnchors(_ segment: String) -> (left: Int, right: Int)? {
    let bytes = Array(segment.utf8)
    guard let module = try? parseModule(source: bytes, filename: "<segment>", mode: .exec), case .module(let body) = module.kind,
        body.count == 1, case .expr(let value) = body[0].kind
    else { return nil }
    switch value.kind {
    case .binOp(let left, _, let right):
        var i = Int(left.end_col_offset)
        let end = min(Int(right.col_offset), bytes.count)
        func isBlank(_ b: UInt8) -> Bool { b == 32 || b == 9 || b == 12 }
        while i < end, isBlank(bytes[i]) { i += 1 }
        if i >= end { return nil }
        return (i, i + 1 < end && !isBlank(bytes[i + 1]) ? i + 2 : i + 1)
    case .subscript(let base, let slice, _): return (Int(base.end_col_offset), Int(slice.end_col_offset) + 1)
    default: return nil
    }
}
