/// The characters' names, for `\N{…}`.
enum UnicodeNames {
    /// The code point with this name or alias, in any case; nil if there is none. Origin: _getcode in Modules/unicodedata.c.
    static func lookup(_ name: String) -> UInt32? {
        let name = name.uppercased()
        // Two groups have names made by rule.
        if name.hasPrefix("CJK UNIFIED IDEOGRAPH-") {
            let hex = name.dropFirst(22)
            guard hex.utf8.count == 4 || hex.utf8.count == 5, let value = UInt32(hex, radix: 16) else { return nil }
            guard let scalar = Unicode.Scalar(value), scalar.isInUnicode14, scalar.properties.isUnifiedIdeograph else { return nil }
            return scalar.properties.name == name ? value : nil
        }
        return table[name]
    }

    private static let table: [String: UInt32] = {
        var table: [String: UInt32] = [:]
        table.reserveCapacity(48_000)
        func add(_ range: ClosedRange<UInt32>) {
            for value in range {
                guard let scalar = Unicode.Scalar(value) else { continue }
                let properties = scalar.properties
                guard let age = properties.age, age.major <= 14 else { continue }
                if let name = properties.name { table[name] = value }
                if let alias = properties.nameAlias { table[alias] = value }
            }
        }
        // Everything but the unified ideographs.
        add(0...0x33ff)
        add(0x4dc0...0x4dff)
        add(0xa000...0x1ffff)
        add(0x2f800...0x2fa1f)
        add(0xe0000...0xe01ff)
        for entry in aliases.split(whereSeparator: { $0 == ";" || $0 == "\n" }) {
            let words = entry.drop { $0 == " " }
            guard let space = words.firstIndex(of: " "), let value = UInt32(words[..<space], radix: 16) else { continue }
            table[String(words[words.index(after: space)...])] = value
        }
        for n in 1...16 as ClosedRange<UInt32> { table["VS\(n)"] = 0xfe00 + n - 1 }
        for n in 17...256 as ClosedRange<UInt32> { table["VS\(n)"] = 0xe0100 + n - 17 }
        return table
    }()

    /// Aliases of control and format characters: the standard library knows at most one for a character.
    /// Origin: the Unicode Character Database, NameAliases.
    private static let aliases = """
        0 NULL; 0 NUL; 1 START OF HEADING; 1 SOH; 2 START OF TEXT; 2 STX; 3 END OF TEXT; 3 ETX; 4 END OF TRANSMISSION;
        4 EOT; 5 ENQUIRY; 5 ENQ; 6 ACKNOWLEDGE; 6 ACK; 7 ALERT; 7 BEL; 8 BACKSPACE; 8 BS; 9 CHARACTER TABULATION;
        9 HORIZONTAL TABULATION; 9 HT; 9 TAB; A LINE FEED; A NEW LINE; A END OF LINE; A LF; A NL; A EOL; B LINE TABULATION;
        B VERTICAL TABULATION; B VT; C FORM FEED; C FF; D CARRIAGE RETURN; D CR; E SHIFT OUT; E LOCKING-SHIFT ONE; E SO;
        F SHIFT IN; F LOCKING-SHIFT ZERO; F SI; 10 DATA LINK ESCAPE; 10 DLE; 11 DEVICE CONTROL ONE; 11 DC1;
        12 DEVICE CONTROL TWO; 12 DC2; 13 DEVICE CONTROL THREE; 13 DC3; 14 DEVICE CONTROL FOUR; 14 DC4;
        15 NEGATIVE ACKNOWLEDGE; 15 NAK; 16 SYNCHRONOUS IDLE; 16 SYN; 17 END OF TRANSMISSION BLOCK; 17 ETB; 18 CANCEL;
        18 CAN; 19 END OF MEDIUM; 19 EOM; 1A SUBSTITUTE; 1A SUB; 1B ESCAPE; 1B ESC; 1C INFORMATION SEPARATOR FOUR;
        1C FILE SEPARATOR; 1C FS; 1D INFORMATION SEPARATOR THREE; 1D GROUP SEPARATOR; 1D GS; 1E INFORMATION SEPARATOR TWO;
        1E RECORD SEPARATOR; 1E RS; 1F INFORMATION SEPARATOR ONE; 1F UNIT SEPARATOR; 1F US; 20 SP; 7F DELETE; 7F DEL;
        80 PADDING CHARACTER; 80 PAD; 81 HIGH OCTET PRESET; 81 HOP; 82 BREAK PERMITTED HERE; 82 BPH; 83 NO BREAK HERE;
        83 NBH; 84 INDEX; 84 IND; 85 NEXT LINE; 85 NEL; 86 START OF SELECTED AREA; 86 SSA; 87 END OF SELECTED AREA; 87 ESA;
        88 CHARACTER TABULATION SET; 88 HORIZONTAL TABULATION SET; 88 HTS; 89 CHARACTER TABULATION WITH JUSTIFICATION;
        89 HORIZONTAL TABULATION WITH JUSTIFICATION; 89 HTJ; 8A LINE TABULATION SET; 8A VERTICAL TABULATION SET; 8A VTS;
        8B PARTIAL LINE FORWARD; 8B PARTIAL LINE DOWN; 8B PLD; 8C PARTIAL LINE BACKWARD; 8C PARTIAL LINE UP; 8C PLU;
        8D REVERSE LINE FEED; 8D REVERSE INDEX; 8D RI; 8E SINGLE SHIFT TWO; 8E SINGLE-SHIFT-2; 8E SS2;
        8F SINGLE SHIFT THREE; 8F SINGLE-SHIFT-3; 8F SS3; 90 DEVICE CONTROL STRING; 90 DCS; 91 PRIVATE USE ONE;
        91 PRIVATE USE-1; 91 PU1; 92 PRIVATE USE TWO; 92 PRIVATE USE-2; 92 PU2; 93 SET TRANSMIT STATE; 93 STS;
        94 CANCEL CHARACTER; 94 CCH; 95 MESSAGE WAITING; 95 MW; 96 START OF GUARDED AREA; 96 START OF PROTECTED AREA;
        96 SPA; 97 END OF GUARDED AREA; 97 END OF PROTECTED AREA; 97 EPA; 98 START OF STRING; 98 SOS;
        99 SINGLE GRAPHIC CHARACTER INTRODUCER; 99 SGC; 9A SINGLE CHARACTER INTRODUCER; 9A SCI;
        9B CONTROL SEQUENCE INTRODUCER; 9B CSI; 9C STRING TERMINATOR; 9C ST; 9D OPERATING SYSTEM COMMAND; 9D OSC;
        9E PRIVACY MESSAGE; 9E PM; 9F APPLICATION PROGRAM COMMAND; 9F APC; A0 NBSP; AD SHY; 34F CGJ; 61C ALM; 180B FVS1;
        180C FVS2; 180D FVS3; 180E MVS; 180F FVS4; 200B ZWSP; 200C ZWNJ; 200D ZWJ; 200E LRM; 200F RLM; 202A LRE; 202B RLE;
        202C PDF; 202D LRO; 202E RLO; 202F NNBSP; 205F MMSP; 2060 WJ; 2066 LRI; 2067 RLI; 2068 FSI; 2069 PDI; FEFF ZWNBSP;
        FEFF BYTE ORDER MARK; FEFF BOM;
        """
}
