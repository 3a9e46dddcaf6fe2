namespace PhiLens.Pipeline.Redaction.Structures.X12;

/// <summary>Walks the elements of one segment after the other.</summary>
/// <param name="pass">Takes the claims.</param>
/// <param name="text">The text that holds the interchange.</param>
/// <param name="separators">The interchange's separators.</param>
internal ref struct X12Segment(RedactionPass pass, ReadOnlySpan<byte> text, X12Separators separators)
{
    /// <summary>What is shorter identifies nobody.</summary>
    private const int ShortestScanned = 3;

    /// <summary>How much of a ZIP code stays.</summary>
    private const int KeptOfZip = 3;

    private static readonly ulong End = X12Code.Of("IEA");
    private static readonly ulong Person = X12Code.Of("NM1");
    private static readonly ulong Organisation = X12Code.Of("N1");
    private static readonly ulong Transaction = X12Code.Of("ST");
    private static readonly ulong Claim = X12Code.Of("CLM");

    private readonly ReadOnlySpan<byte> _text = text;
    private readonly X12Separators _separators = separators;
    private readonly X12Rules _rules = pass.Rules.X12 ?? X12Rules.Nothing;

    /// <summary>Whose addresses, dates and contacts follow: the code of the last party.</summary>
    private ulong _party;

    /// <summary>Claims what rules name in a segment, and has the rest scanned.</summary>
    /// <param name="segment">The segment, without its terminator.</param>
    /// <returns>Whether it ends the interchange.</returns>
    internal bool Walk(Part segment)
    {
        Span<Part> parts = stackalloc Part[X12Elements.Most + 1];
        var elements = new X12Elements(_text, segment, _separators.Element, parts);
        Part name = elements[0];
        if (!X12Code.IsSegment(_text[name.Start..name.End]))
        {
            PartScanner.Scan(pass, _text, segment, Hints.None);
            return false;
        }

        ulong code = elements.Code(0);
        if (code == Person || code == Organisation)
        {
            _party = elements.Code(1);
        }
        else if (code == Transaction || code == Claim)
        {
            _party = 0;
        }

        Span<int> rules = stackalloc int[X12Elements.Most + 1];
        rules.Fill(RuleSet.NoRule);
        _rules.Resolve(elements, _party, rules);
        for (int element = 1; element < elements.Count; element++)
        {
            WalkElement(elements[element], rules[element]);
        }

        return code == End;
    }

    private readonly void WalkElement(Part element, int rule)
    {
        if (rule == RuleSet.NoRule)
        {
            ScanComponents(element);
        }
        else if (pass.Rules.Rules[rule].Action == RedactionAction.Zip3 && element.Length > KeptOfZip)
        {
            ClaimZip(element, rule);
        }
        else
        {
            pass.Claim(_text, element.Start, element.End, rule);
        }
    }

    /// <summary>
    /// The stars that stand for the other digits elsewhere are the usual separator of elements here, so the digits
    /// themselves are taken out.
    /// </summary>
    private readonly void ClaimZip(Part zip, int rule)
    {
        ReadOnlySpan<byte> value = _text[zip.Start..zip.End];
        if (value.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
        {
            pass.Claim(_text, zip.Start, zip.Start + KeptOfZip, rule);
            pass.ClaimField(zip.Start + KeptOfZip, zip.End, rule);
        }
        else
        {
            pass.Claim(_text, zip.Start, zip.End, rule);
        }
    }

    private readonly void ScanComponents(Part element)
    {
        int at = element.Start;
        while (at < element.End)
        {
            // A token from before has a colon, which is the usual separator of components.
            ReadOnlySpan<byte> rest = _text[at..element.End];
            int token = RedactionToken.LengthAt(rest);
            int length = NextSeparator(rest[token..]);
            int end = length < 0 ? element.End : at + token + length;
            if (end - at >= ShortestScanned && end > at + token)
            {
                PartScanner.Scan(pass, _text, new Part(at, end), Hints.None);
            }

            at = end + 1;
        }
    }

    private readonly int NextSeparator(ReadOnlySpan<byte> rest) => _separators.Repetition == 0
        ? rest.IndexOf(_separators.Component)
        : rest.IndexOfAny(_separators.Component, _separators.Repetition);
}
