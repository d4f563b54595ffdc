extension CodeDescription {
    /// Kind bits of `co_localspluskinds`.
    public static let CO_FAST_LOCAL: UInt8 = 0x20
    /// The slot holds a cell.
    public static let CO_FAST_CELL: UInt8 = 0x40
    /// The slot holds a cell of an enclosing function.
    public static let CO_FAST_FREE: UInt8 = 0x80

    /// Arguments and locals, in slot order.
    public var co_varnames: [String] { names(of: Self.CO_FAST_LOCAL) }
    /// Variables that inner functions use, in slot order.
    public var co_cellvars: [String] { names(of: Self.CO_FAST_CELL) }
    /// Variables of enclosing functions, in slot order.
    public var co_freevars: [String] { names(of: Self.CO_FAST_FREE) }
    /// How many slots are arguments or locals.
    public var co_nlocals: Int32 { Int32(co_localspluskinds.count { $0 & Self.CO_FAST_LOCAL != 0 }) }

    private func names(of kind: UInt8) -> [String] {
        zip(co_localsplusnames, co_localspluskinds).filter { $0.1 & kind != 0 }.map(\.0)
    }
}
