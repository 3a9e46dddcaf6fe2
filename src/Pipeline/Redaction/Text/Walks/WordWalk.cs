using PhiLens.Pipeline.Redaction.Detectors;
using PhiLens.Pipeline.Redaction.Detectors.Contacts;
using PhiLens.Pipeline.Redaction.Detectors.Secrets;
using PhiLens.Pipeline.Redaction.Text.KeyValues;
using PhiLens.Pipeline.Redaction.Text.Words;

namespace PhiLens.Pipeline.Redaction.Text.Walks;

/// <summary>Looks at what a word of the vocabulary leads to.</summary>
internal static class WordWalk
{
    private const int ShortestToken = 16;

    /// <summary>Looks at the word that begins at a place.</summary>
    /// <returns>Where to go on, when what stands there was claimed or is to be left alone; else 0.</returns>
    internal static int Look(in TextScan scan, int start)
    {
        if (SecretToken.MayBegin(scan.Text[start]) && scan.Runs(Detector.Secret)
            && SecretToken.End(scan.Text, start) is var token and > 0)
        {
            scan.Claim(Detector.Secret, start, token);
            return token;
        }

        Keyword? word = Vocabulary.Find(scan.Text, start, out int end);
        if (word is null)
        {
            return 0;
        }

        if ((word.Uses & WordUse.Context) != 0 && !Chars.IsAlnum(Chars.At(scan.Text, start - 1)))
        {
            ContextWalk.Around(scan, start, end, word.Hints);
        }

        if ((word.Uses & (WordUse.Title | WordUse.Person | WordUse.Named)) != 0 && scan.Runs(Detector.Name))
        {
            NameWalk.Look(scan, start, end, word);
        }

        if ((word.Uses & WordUse.Path) != 0 && scan.Runs(Detector.Url) && Chars.At(scan.Text, end) == '/'
            && Chars.At(scan.Text, start - 1) is 0 or (byte)'/' or (byte)' ' or (byte)'"' or (byte)'\'' or (byte)'=')
        {
            scan.Claim(Detector.Url, end + 1, UrlPart.IdentifierEnd(scan.Text, end));
        }

        return Rare(scan, start, end, word.Uses);
    }

    private static int Rare(in TextScan scan, int start, int end, WordUse uses)
    {
        switch (uses)
        {
            case WordUse.Secret when scan.Runs(Detector.Secret):
                Secret(scan, start, end);
                return 0;
            case WordUse.Scheme when scan.Runs(Detector.Secret):
                int credential = Credential.SchemeEnd(scan.Text, end, out int from);
                scan.Claim(Detector.Secret, from, credential);
                return credential;
            case WordUse.Pem when scan.Runs(Detector.Secret):
                int pem = Credential.PemEnd(scan.Text, start, out int open);
                scan.Claim(Detector.Secret, open, pem);
                return pem;
            case WordUse.Redacted:
                int begin = Chars.At(scan.Text, start - 1) == '[' ? start - 1 : start;
                return begin + RedactionToken.LengthAt(scan.Text[begin..]);
            default:
                return 0;
        }
    }

    /// <summary>A secret behind its name: <c>password=…</c>, <c>"secret": "…"</c>.</summary>
    private static void Secret(in TextScan scan, int start, int end)
    {
        ReadOnlySpan<byte> text = scan.Text;
        int separator = NameEnd.SeparatorBehind(text, end);
        if (separator == 0)
        {
            return;
        }

        ValueSpan value = ValueSpan.Behind(text, separator, ValueKind.Word);
        ReadOnlySpan<byte> bytes = text[value.Start..value.End];
        bool isToken = Chars.StandsAt(text, end - 5, "token"u8);
        bool isProse = text[separator] == ':' && Chars.At(text, separator + 1) == ' ' && !value.IsQuoted;
        bool isSecret = isToken
            ? bytes.Length >= ShortestToken && Credential.IsMixed(bytes)
            : bytes.Length > 0 && (!isProse || (bytes.Length > 5 && Credential.IsMixed(bytes)));
        if (isSecret && !KeyValue.IsNothing(bytes)
            && !KeyValue.IsMasked(scan, bytes, scan.Pass.Rules.RuleOf(Detector.Secret)))
        {
            scan.Claim(Detector.Secret, value.Start, value.End);
        }
    }
}
