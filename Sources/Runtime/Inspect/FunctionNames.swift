import Glibc

/// Names of the native functions that slots point to, read from the symbol table of the program's own file. They are CPython's names, because
/// the functions carry them: `list_repr`, `slot_tp_init`.
public enum FunctionNames {
    /// The name of the function at an address; nil if the program's file has no symbols or none that can be read.
    public static func name(of address: UInt) -> String? {
        guard address != 0, let table, address > table.base else { return nil }
        let offset = UInt64(address - table.base)
        var low = 0
        var high = table.starts.count
        while low < high {
            let middle = (low + high) / 2
            if table.starts[middle] <= offset { low = middle + 1 } else { high = middle }
        }
        // Slots hold the first byte of a function.
        guard low > 0, table.starts[low - 1] == offset else { return nil }
        return table.name(low - 1)
    }

    private static let table = SymbolTable()

    /// The identifier of a function in a symbol of Swift: `$s7Runtime9list_repr…` is `list_repr`; nil if it is written with substitutions.
    static func identifier(_ symbol: String) -> String? {
        guard symbol.hasPrefix("$s") else { return symbol.isEmpty ? nil : symbol }
        var rest = symbol.dropFirst(2)
        func next() -> String? {
            let digits = rest.prefix { $0.isNumber }
            guard let n = Int(digits), n > 0, digits.first != "0" else { return nil }
            rest = rest.dropFirst(digits.count)
            guard rest.count >= n else { return nil }
            let word = String(rest.prefix(n))
            rest = rest.dropFirst(n)
            return word
        }
        guard next() != nil, let word = next() else { return nil }
        return word
    }
}

/// Function symbols of the running program, by address.
private final class SymbolTable: Sendable {
    /// Where the program's file lies in memory.
    let base: UInt
    let starts: [UInt64]
    private let names: [UInt32]
    private let strings: [UInt8]

    init?() {
        let fd = open("/proc/self/exe", O_RDONLY)
        guard fd >= 0 else { return nil }
        defer { close(fd) }
        func read(_ offset: UInt64, _ count: Int) -> [UInt8]? {
            guard count >= 0, count < 1 << 30 else { return nil }
            let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
                initialized = max(0, pread(fd, buffer.baseAddress, count, off_t(offset)))
            }
            return bytes.count == count ? bytes : nil
        }
        func number<T: FixedWidthInteger>(_ bytes: [UInt8], _ at: Int, _: T.Type) -> T {
            bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: at, as: T.self) }
        }
        guard let base = Self.base() else { return nil }
        self.base = base
        // Elf64_Ehdr: e_shoff at 40, e_shentsize at 58, e_shnum at 60.
        guard let head = read(0, 64), head[0..<4].elementsEqual([0x7f, 0x45, 0x4c, 0x46]), head[4] == 2 else { return nil }
        let count = Int(number(head, 60, UInt16.self))
        let size = Int(number(head, 58, UInt16.self))
        guard size >= 64, let sections = read(number(head, 40, UInt64.self), count * size) else { return nil }
        // Elf64_Shdr: sh_type at 4 (2: symbols), sh_offset at 24, sh_size at 32, sh_link at 40.
        guard let symbols = (0..<count).first(where: { number(sections, $0 * size + 4, UInt32.self) == 2 }) else { return nil }
        let link = Int(number(sections, symbols * size + 40, UInt32.self))
        guard link < count,
            let table = read(
                number(sections, symbols * size + 24, UInt64.self), Int(number(sections, symbols * size + 32, UInt64.self))),
            let text = read(number(sections, link * size + 24, UInt64.self), Int(number(sections, link * size + 32, UInt64.self)))
        else { return nil }
        strings = text
        // Elf64_Sym, 24 bytes: st_name at 0, st_info at 4 (low nibble 2: a function), st_value at 8.
        var all: [(start: UInt64, name: UInt32)] = []
        for at in stride(from: 0, to: table.count - 23, by: 24) where table[at + 4] & 15 == 2 {
            let start = number(table, at + 8, UInt64.self)
            if start != 0 { all.append((start, number(table, at, UInt32.self))) }
        }
        all.sort { $0.start < $1.start }
        starts = all.map(\.start)
        names = all.map(\.name)
    }

    /// The lowest mapping of the program's own file, from the kernel's list. A file of position-dependent code (`ET_EXEC`) would need none; Swift makes
    /// no such programs.
    private static func base() -> UInt? {
        var path = [CChar](repeating: 0, count: 4096)
        let length = readlink("/proc/self/exe", &path, path.count - 1)
        guard length > 0 else { return nil }
        let exe = String(decoding: path[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard let file = fopen("/proc/self/maps", "r") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 8192)
        while fgets(&line, Int32(line.count), file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            if text.hasSuffix(exe + "\n"), let first = text.split(separator: "-").first { return UInt(first, radix: 16) }
        }
        return nil
    }

    func name(_ index: Int) -> String? {
        // Several symbols may stand for one address: the first that is readable.
        var i = index
        while i >= 0, starts[i] == starts[index] {
            let start = Int(names[i])
            if let end = strings[start...].firstIndex(of: 0),
                let name = FunctionNames.identifier(String(decoding: strings[start..<end], as: UTF8.self))
            {
                return name
            }
            i -= 1
        }
        return nil
    }
}
