/// The encodings that Python knows, by the names and aliases of its codec registry, each with the name that the system's converters use
/// (`-` if they do not know it). Origin: Lib/encodings, Lib/encodings/aliases.py.
enum Codecs {
    /// Registry names and aliases with their line of `table`.
    static let byName: [String: (module: String, system: String)] = {
        var map: [String: (module: String, system: String)] = [:]
        for line in table.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            for name in [words[0]] + words.dropFirst(2) { map[name] = (words[0], words[1]) }
        }
        return map
    }()

    private static let table = """
        big5 BIG5 big5_tw csbig5 x_mac_trad_chinese
        big5hkscs BIG5HKSCS big5_hkscs hkscs
        cp037 CP037 037 csibm037 ebcdic_cp_ca ebcdic_cp_nl ebcdic_cp_us ebcdic_cp_wt ibm037 ibm039
        cp1006 -
        cp1026 CP1026 1026 csibm1026 ibm1026
        cp1125 CP1125 1125 cp866u ibm1125 ruscii
        cp1140 CP1140 1140 ibm1140
        cp1250 CP1250 1250 windows_1250
        cp1251 CP1251 1251 windows_1251
        cp1252 CP1252 1252 windows_1252
        cp1253 CP1253 1253 windows_1253
        cp1254 CP1254 1254 windows_1254
        cp1255 CP1255 1255 windows_1255
        cp1256 CP1256 1256 windows_1256
        cp1257 CP1257 1257 windows_1257
        cp1258 CP1258 1258 windows_1258
        cp273 CP273 273 csibm273 ibm273
        cp424 CP424 424 csibm424 ebcdic_cp_he ibm424
        cp437 CP437 437 cspc8codepage437 ibm437
        cp500 CP500 500 csibm500 ebcdic_cp_be ebcdic_cp_ch ibm500
        cp720 -
        cp737 CP737
        cp775 CP775 775 cspc775baltic ibm775
        cp850 CP850 850 cspc850multilingual ibm850
        cp852 CP852 852 cspcp852 ibm852
        cp855 CP855 855 csibm855 ibm855
        cp856 CP856
        cp857 CP857 857 csibm857 ibm857
        cp858 CP858 858 csibm858 ibm858
        cp860 CP860 860 csibm860 ibm860
        cp861 CP861 861 cp_is csibm861 ibm861
        cp862 CP862 862 cspc862latinhebrew ibm862
        cp863 CP863 863 csibm863 ibm863
        cp864 CP864 864 csibm864 ibm864
        cp865 CP865 865 csibm865 ibm865
        cp866 CP866 866 csibm866 ibm866
        cp869 CP869 869 cp_gr csibm869 ibm869
        cp874 CP874
        cp875 CP875
        cp932 CP932 932 ms932 ms_kanji mskanji
        cp949 CP949 949 ms949 uhc
        cp950 CP950 950 ms950
        euc_jis_2004 - euc_jis2004 eucjis2004 jisx0213
        euc_jisx0213 EUC-JISX0213 eucjisx0213
        euc_jp EUC-JP eucjp u_jis ujis
        euc_kr EUC-KR euckr korean ks_c_5601 ks_c_5601_1987 ks_x_1001 ksc5601 ksx1001 x_mac_korean
        gb18030 GB18030 gb18030_2000
        gb2312 GB2312 chinese csiso58gb231280 euc_cn euccn eucgb2312_cn gb2312_1980 gb2312_80 iso_ir_58 x_mac_simp_chinese
        gbk GBK 936 cp936 ms936
        hp_roman8 HP-ROMAN8 cp1051 csHPRoman8 ibm1051 r8 roman8
        hz - hz_gb hz_gb_2312 hzgb
        iso2022_jp ISO2022JP csiso2022jp iso2022jp iso_2022_jp
        iso2022_jp_1 - iso2022jp_1 iso_2022_jp_1
        iso2022_jp_2 ISO2022JP2 iso2022jp_2 iso_2022_jp_2
        iso2022_jp_2004 - iso2022jp_2004 iso_2022_jp_2004
        iso2022_jp_3 ISO-2022-JP-3 iso2022jp_3 iso_2022_jp_3
        iso2022_jp_ext - iso2022jp_ext iso_2022_jp_ext
        iso2022_kr ISO2022KR csiso2022kr iso2022kr iso_2022_kr
        iso8859_1 ISO8859-1
        iso8859_10 ISO8859-10 csisolatin6 iso_8859_10 iso_8859_10_1992 iso_ir_157 l6 latin6
        iso8859_11 ISO8859-11 iso_8859_11 iso_8859_11_2001 thai
        iso8859_13 ISO8859-13 iso_8859_13 l7 latin7
        iso8859_14 ISO8859-14 iso_8859_14 iso_8859_14_1998 iso_celtic iso_ir_199 l8 latin8
        iso8859_15 ISO8859-15 iso_8859_15 l9 latin9
        iso8859_16 ISO8859-16 iso_8859_16 iso_8859_16_2001 iso_ir_226 l10 latin10
        iso8859_2 ISO8859-2 csisolatin2 iso_8859_2 iso_8859_2_1987 iso_ir_101 l2 latin2
        iso8859_3 ISO8859-3 csisolatin3 iso_8859_3 iso_8859_3_1988 iso_ir_109 l3 latin3
        iso8859_4 ISO8859-4 csisolatin4 iso_8859_4 iso_8859_4_1988 iso_ir_110 l4 latin4
        iso8859_5 ISO8859-5 csisolatincyrillic cyrillic iso_8859_5 iso_8859_5_1988 iso_ir_144
        iso8859_6 ISO8859-6 arabic asmo_708 csisolatinarabic ecma_114 iso_8859_6 iso_8859_6_1987 iso_ir_127
        iso8859_7 ISO8859-7 csisolatingreek ecma_118 elot_928 greek greek8 iso_8859_7 iso_8859_7_1987 iso_ir_126
        iso8859_8 ISO8859-8 csisolatinhebrew hebrew iso_8859_8 iso_8859_8_1988 iso_ir_138
        iso8859_9 ISO8859-9 csisolatin5 iso_8859_9 iso_8859_9_1989 iso_ir_148 l5 latin5
        johab JOHAB cp1361 ms1361
        koi8_r KOI8-R cskoi8r
        koi8_t KOI8-T
        koi8_u KOI8-U
        kz1048 RK1048 kz_1048 rk1048 strk1048_2002
        mac_arabic -
        mac_croatian -
        mac_cyrillic MACCYRILLIC maccyrillic
        mac_farsi -
        mac_greek - macgreek
        mac_iceland - maciceland
        mac_latin2 - mac_centeuro maccentraleurope maclatin2
        mac_roman MACINTOSH macintosh macroman
        mac_romanian -
        mac_turkish - macturkish
        palmos -
        ptcp154 PT154 cp154 csptcp154 cyrillic_asian pt154
        shift_jis SHIFT_JIS csshiftjis s_jis shiftjis sjis x_mac_japanese
        shift_jis_2004 - s_jis_2004 shiftjis2004 sjis_2004
        shift_jisx0213 SHIFT_JISX0213 s_jisx0213 shiftjisx0213 sjisx0213
        tis_620 TIS-620 iso_ir_166 tis620 tis_620_0 tis_620_2529_0 tis_620_2529_1
        """
}
