namespace PhiLens.Pipeline.Redaction.Detectors.People;

/// <summary>The words that end the name of a street, from appendix C1 of USPS Publication 28.</summary>
internal static class StreetSuffix
{
    /// <summary>Words that hardly mean anything else.</summary>
    private const string Usual =
        "street st avenue ave av road rd boulevard blvd lane ln drive dr court ct place pl circle cir terrace ter "
        + "parkway pkwy highway hwy square sq trail trl plaza plz alley aly crescent cres turnpike tpke expressway expy "
        + "freeway fwy causeway cswy heights hts hill hills hollow grove grv knoll knolls manor meadow meadows mews "
        + "orchard ridge rdg shore shores springs spring summit valley view village villages vista vis creek cove "
        + "crossing xing crossroad estate estates falls ferry forest garden gardens glen glens green greens harbor "
        + "haven island islands isle junction lake lakes landing mall mill mills mission motorway mountain oval "
        + "overpass park parks pine pines plain plains prairie ranch rapid rapids river row rue skyway stravenue "
        + "throughway trafficway tunnel underpass viaduct ville walk walks way well wells burg brook brooks bluff "
        + "bluffs bend bayou beach bottom camp canyon cape cliff cliffs club corner corners course curve dale divide "
        + "drives fort freeways inlet loop pike ramp roads streets squares shoal shoals stravenue avenues courts coves "
        + "courses groves harbors junctions lights manors ports trails tunnels unions ways";

    /// <summary>Words that programs use as well; they count beside a keyword only.</summary>
    private const string Ambiguous =
        "key keys port point points field fields mount center centers station union stream track trace pass path run "
        + "fork forks lock locks light loaf rest spur extension bypass gateway bridge branch flat flats dam common "
        + "commons crest arcade annex block";

    private static readonly WordSet UsualWords = new(Usual);
    private static readonly WordSet AmbiguousWords = new(Ambiguous);

    internal static bool Is(ReadOnlySpan<byte> word, bool isMeant) => word.Length >= 2 && Chars.IsLetter(word[0])
        && (UsualWords.Contains(word) || (isMeant && AmbiguousWords.Contains(word)));
}
