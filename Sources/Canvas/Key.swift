/// What a person did: a key or the mouse, as whatever shows the canvas reports it.
public enum Key: Hashable, Sendable {
    /// A typed character.
    case character(Character)
    case left, right, up, down, home, end, pageUp, pageDown, insert, delete, backspace, tab, backTab, enter, escape
    /// F1 …
    case function(Int)
    /// Ctrl and a letter, in lower case.
    case control(Character)
    /// A press of the first mouse button at a cell.
    case click(x: Int, y: Int)
    /// The wheel at a cell: -1 up, 1 down.
    case wheel(x: Int, y: Int, direction: Int)
    /// The screen has a new size.
    case resize
    /// Nothing came in time.
    case timeout
    /// Input is closed.
    case closed
}
