namespace PhiLens.Pipeline.Redaction.Detectors.People;

/// <summary>
/// Dates in the forms that logs and messages have: <c>1950-03-12</c>, <c>3/12/1950</c>, <c>12.03.50</c>,
/// <c>19500312</c> with or without a time, <c>12 Mar 1950</c>, <c>March 12, 1950</c>, <c>03/1950</c> and
/// <c>1950-03</c>. A year alone is none: it may stand. Needs a key or a keyword, because every line has a date.
/// </summary>
internal static class DateForm
{
    private const int FirstYear = 1850;
    private const int LastYear = 2099;

    /// <summary>Behind the date that begins at a place; 0 when none does.</summary>
    internal static int End(ReadOnlySpan<byte> text, int start)
    {
        if (!Edges.OpensBehindWord(text, start))
        {
            return 0;
        }

        int digits = Chars.Digits(text, start);
        int end = digits switch
        {
            0 => MonthFirstEnd(text, start),
            1 or 2 => ShortFirstEnd(text, start, digits),
            4 => YearFirstEnd(text, start),
            8 or 10 or 12 or 14 => CompactEnd(text, start, digits),
            _ => 0,
        };
        bool isWhole = end != 0 && !Chars.IsAlnum(Chars.At(text, end)) && Chars.At(text, end) != '*';
        return isWhole || (end != 0 && Chars.At(text, end) == 'T') ? TimeEnd(text, end) : 0;
    }

    /// <summary>Behind a time of day that follows a date, or where it would begin.</summary>
    internal static int TimeEnd(ReadOnlySpan<byte> text, int end)
    {
        int at = Chars.At(text, end) is (byte)'T' or (byte)' ' ? end + 1 : end;
        int hour = Chars.Digits(text, at);
        if (at == end || hour is 0 or > 2 || Chars.At(text, at + hour) != ':' || Chars.Digits(text, at + hour + 1) != 2)
        {
            return end;
        }

        at += hour + 3;
        while (Chars.At(text, at) is (byte)':' or (byte)'.' or (byte)',' && Chars.IsDigit(Chars.At(text, at + 1)))
        {
            at += 1 + Chars.Digits(text, at + 1);
        }

        if (Chars.StandsAt(text, at, " am"u8) || Chars.StandsAt(text, at, " pm"u8))
        {
            return at + 3;
        }

        return ZoneEnd(text, at);
    }

    private static int ZoneEnd(ReadOnlySpan<byte> text, int at)
    {
        if (Chars.At(text, at) == 'Z')
        {
            return at + 1;
        }

        bool isOffset = Chars.At(text, at) is (byte)'+' or (byte)'-' && Chars.Digits(text, at + 1) is 2 or 4;
        int end = isOffset ? at + 1 + Chars.Digits(text, at + 1) : at;
        return isOffset && Chars.At(text, end) == ':' && Chars.Digits(text, end + 1) == 2 ? end + 3 : end;
    }

    /// <summary><c>1950-03-12</c>, <c>1950/03/12</c>, <c>1950-03</c>.</summary>
    private static int YearFirstEnd(ReadOnlySpan<byte> text, int start)
    {
        byte separator = Chars.At(text, start + 4);
        int month = Chars.Digits(text, start + 5);
        if (!IsYear(text, start) || separator is not ((byte)'-' or (byte)'/' or (byte)'.') || month is 0 or > 2
            || !IsIn(text, start + 5, month, 12))
        {
            return 0;
        }

        int end = start + 5 + month;
        int day = Chars.At(text, end) == separator ? Chars.Digits(text, end + 1) : 0;
        return day is 1 or 2 && IsIn(text, end + 1, day, 31) ? end + 1 + day : month == 2 && day == 0 ? end : 0;
    }

    /// <summary><c>3/12/1950</c>, <c>12.3.50</c>, <c>03/1950</c>, <c>12 Mar 1950</c>.</summary>
    private static int ShortFirstEnd(ReadOnlySpan<byte> text, int start, int digits)
    {
        int at = start + digits;
        byte separator = Chars.At(text, at);
        int second = separator is (byte)'/' or (byte)'-' or (byte)'.' ? Chars.Digits(text, at + 1) : 0;
        if (!IsIn(text, start, digits, 31))
        {
            return 0;
        }

        if (second == 0)
        {
            return DayFirstEnd(text, at);
        }

        if (second == 4)
        {
            return separator == '/' && IsIn(text, start, digits, 12) && IsYear(text, at + 1) ? at + 5 : 0;
        }

        int year = at + 1 + second + 1;
        int length = Chars.Digits(text, year);
        bool isDate = second <= 2 && Chars.At(text, year - 1) == separator && IsIn(text, at + 1, second, 31)
            && (IsIn(text, start, digits, 12) || IsIn(text, at + 1, second, 12))
            && (length == 2 || (length == 4 && IsYear(text, year)));
        return isDate ? year + length : 0;
    }

    /// <summary><c>12 Mar 1950</c>, <c>12th of March, 1950</c>, <c>12-Mar-50</c>, from behind the day.</summary>
    private static int DayFirstEnd(ReadOnlySpan<byte> text, int day)
    {
        int at = SkipBetween(text, OrdinalEnd(text, day));
        at = Chars.StandsAt(text, at, "of "u8) ? at + 3 : at;
        int month = MonthName.End(text, at);
        int year = month == 0 ? 0 : SkipBetween(text, month);
        int digits = Chars.Digits(text, year);
        bool isDate = year > month && month > at && (digits == 4 ? IsYear(text, year) : digits == 2);
        return isDate ? year + digits : 0;
    }

    /// <summary><c>March 12, 1950</c>, <c>Mar 12 1950</c>, <c>March 1950</c>.</summary>
    private static int MonthFirstEnd(ReadOnlySpan<byte> text, int start)
    {
        int month = MonthName.End(text, start);
        int at = month == 0 ? 0 : SkipBetween(text, month);
        int digits = Chars.Digits(text, at);
        if (at <= month || digits is 0 or > 4)
        {
            return 0;
        }

        if (digits == 4)
        {
            return IsYear(text, at) ? at + 4 : 0;
        }

        int year = SkipBetween(text, OrdinalEnd(text, at + digits));
        bool isDate = digits <= 2 && IsIn(text, at, digits, 31) && year > at + digits && Chars.Digits(text, year) == 4
            && IsYear(text, year);
        return isDate ? year + 4 : 0;
    }

    /// <summary><c>19500312</c>, and HL7's <c>yyyyMMddHHmm</c> and longer.</summary>
    private static int CompactEnd(ReadOnlySpan<byte> text, int start, int digits)
    {
        bool isYearFirst = IsYear(text, start) && IsIn(text, start + 4, 2, 12) && IsIn(text, start + 6, 2, 31);
        bool isYearLast = digits == 8 && IsYear(text, start + 4) && IsIn(text, start, 2, 12)
            && IsIn(text, start + 2, 2, 31);
        return isYearFirst || isYearLast ? start + digits : 0;
    }

    private static bool IsYear(ReadOnlySpan<byte> text, int at) =>
        Chars.Number(text, at, at + 4) is >= FirstYear and <= LastYear;

    private static bool IsIn(ReadOnlySpan<byte> text, int at, int digits, int most) =>
        Chars.Number(text, at, at + digits) is var value && value >= 1 && value <= most;

    private static int OrdinalEnd(ReadOnlySpan<byte> text, int at)
    {
        bool isOrdinal = Chars.StandsAt(text, at, "st"u8) || Chars.StandsAt(text, at, "nd"u8)
            || Chars.StandsAt(text, at, "rd"u8) || Chars.StandsAt(text, at, "th"u8);
        return isOrdinal && !Chars.IsLetter(Chars.At(text, at + 2)) ? at + 2 : at;
    }

    /// <summary>Behind what parts day, month and year in words: a comma, a full stop, blanks or a hyphen.</summary>
    private static int SkipBetween(ReadOnlySpan<byte> text, int at)
    {
        int end = Chars.At(text, at) is (byte)',' or (byte)'.' or (byte)'-' or (byte)'/' ? at + 1 : at;
        return end < text.Length && text[end] == ' ' ? end + 1 : end;
    }
}
