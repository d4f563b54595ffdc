/// Text between quotes in the languages that pictures and recordings are written in.
public enum Quoting {
    /// A JSON string with its quotes; what is not ASCII stays as it is.
    public static func json(_ text: String) -> String {
        var out = "\""
        for u in text.unicodeScalars {
            switch u {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            default:
                if u.value < 0x20 {
                    let digits = String(u.value, radix: 16)
                    out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    out.unicodeScalars.append(u)
                }
            }
        }
        return out + "\""
    }

    /// A string of Graphviz's language with its quotes; control characters are dots.
    public static func dot(_ text: String) -> String {
        json(String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 && $0 != "\n" ? "." : $0 })))
    }

    /// Text inside elements and attributes of HTML and SVG; control characters are dots.
    public static func markup(_ text: String) -> String {
        var out = ""
        for u in text.unicodeScalars {
            switch u {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            default: if u.value >= 0x20 && !(0x7f..<0xa0).contains(u.value) { out.unicodeScalars.append(u) } else { out += "." }
            }
        }
        return out
    }
}
