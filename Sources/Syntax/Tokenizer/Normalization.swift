/// Normalisation form KC, which makes identifiers equal that look alike. Origin: unicodedata.normalize("NFKC", …), as
/// _PyPegen_new_identifier calls it.
enum Normalization {
    /// The text in form NFKC, given that its characters may stand in identifiers.
    static func nfkc(_ text: String) -> String {
        var scalars: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars { decompose(scalar, &scalars) }
        reorder(&scalars)
        compose(&scalars)
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static let hangulBase: UInt32 = 0xac00
    private static let leadBase: UInt32 = 0x1100
    private static let vowelBase: UInt32 = 0x1161
    private static let tailBase: UInt32 = 0x11a7
    private static let leadCount: UInt32 = 19
    private static let vowelCount: UInt32 = 21
    private static let tailCount: UInt32 = 28

    private static func decompose(_ scalar: Unicode.Scalar, _ out: inout [Unicode.Scalar]) {
        let value = scalar.value
        if value < 0x80 {
            out.append(scalar)
        } else if value >= hangulBase, value < hangulBase + leadCount * vowelCount * tailCount {
            let index = value - hangulBase
            out.append(Unicode.Scalar(leadBase + index / (vowelCount * tailCount))!)
            out.append(Unicode.Scalar(vowelBase + index % (vowelCount * tailCount) / tailCount)!)
            if index % tailCount != 0 { out.append(Unicode.Scalar(tailBase + index % tailCount)!) }
        } else if let mapped = decompositions[value] {
            out.append(contentsOf: mapped)
        } else {
            out.append(scalar)
        }
    }

    /// Puts combining marks into their canonical order.
    private static func reorder(_ scalars: inout [Unicode.Scalar]) {
        var i = 1
        while i < scalars.count {
            let c = scalars[i].properties.canonicalCombiningClass
            var k = i
            if c != .notReordered {
                while k > 0, scalars[k - 1].properties.canonicalCombiningClass > c {
                    scalars.swapAt(k - 1, k)
                    k -= 1
                }
            }
            i += 1
        }
    }

    /// Joins pairs that have a composed character.
    private static func compose(_ scalars: inout [Unicode.Scalar]) {
        var starter = -1
        var lastClass: UInt8 = 0
        var out: [Unicode.Scalar] = []
        for scalar in scalars {
            let c = scalar.properties.canonicalCombiningClass.rawValue
            if starter >= 0, lastClass < c || lastClass == 0, out.count == starter + 1 || lastClass != 0,
                let joined = pair(out[starter], scalar)
            {
                out[starter] = joined
                continue
            }
            if c == 0 {
                starter = out.count
                lastClass = 0
            } else {
                lastClass = c
            }
            out.append(scalar)
        }
        scalars = out
    }

    private static func pair(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Unicode.Scalar? {
        let x = a.value
        let y = b.value
        if x >= leadBase, x < leadBase + leadCount, y >= vowelBase, y < vowelBase + vowelCount {
            return Unicode.Scalar(hangulBase + ((x - leadBase) * vowelCount + (y - vowelBase)) * tailCount)
        }
        if x >= hangulBase, x < hangulBase + leadCount * vowelCount * tailCount, (x - hangulBase) % tailCount == 0, y > tailBase,
            y < tailBase + tailCount
        {
            return Unicode.Scalar(x + y - tailBase)
        }
        return compositions[UInt64(x) << 32 | UInt64(y)]
    }

    private static let decompositions: [UInt32: [Unicode.Scalar]] = {
        var map: [UInt32: [Unicode.Scalar]] = [:]
        for entry in NormalizationData.decompositions.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let sides = entry.split(separator: ":")
            let left = sides[0].split(separator: "*").map { UInt32($0, radix: 16)! }
            let right = sides[1].split(separator: ",").map { UInt32($0, radix: 16)! }
            if left.count == 1 {
                map[left[0]] = right.map { Unicode.Scalar($0)! }
            } else {
                for i in 0..<left[1] { map[left[0] + i] = [Unicode.Scalar(right[0] + i)!] }
            }
        }
        return map
    }()

    private static let compositions: [UInt64: Unicode.Scalar] = {
        var map: [UInt64: Unicode.Scalar] = [:]
        for entry in NormalizationData.compositions.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let parts = entry.split(whereSeparator: { $0 == "+" || $0 == "=" }).map { UInt32($0, radix: 16)! }
            map[UInt64(parts[0]) << 32 | UInt64(parts[1])] = Unicode.Scalar(parts[2])!
        }
        return map
    }()
}
