namespace PhiLens.Pipeline.Redaction.FieldSets.Everyday;

/// <summary>The words around the fields of persons that the set <c>common</c> knows, without gaps.</summary>
internal static class EverydayRoles
{
    /// <summary>
    /// Whose data is protected. Not among them: <c>user</c>, <c>client</c>, <c>customer</c>, <c>contact</c>,
    /// <c>parent</c>, <c>subject</c>, <c>participant</c>, because services, spans, certificates and calls go by these
    /// names in ordinary logs.
    /// </summary>
    internal static HashSet<string> Persons { get; } = Words("""
        patient pt member subscriber insured guarantor beneficiary dependent dependant enrollee policyholder cardholder
        responsibleparty emergencycontact nextofkin nok kin relative mother father spouse guardian caregiver caretaker
        sibling newborn infant baby decedent deceased person people individual resident claimant applicant veteran
        inpatient outpatient patientinfo patientdata patientdetails patientrecord memberinfo memberdata demographics
        patientdemographics relatedperson donor beneficiaries
        """);

    /// <summary>Those of them that hold a name when they are no object.</summary>
    internal static HashSet<string> NamedPersons { get; } = Words("""
        patient guarantor spouse emergencycontact responsibleparty policyholder insured mother father guardian caregiver
        relative
        """);

    /// <summary>Parts of an address that Safe Harbor lets stand, and those that tell no place.</summary>
    internal static HashSet<string> StaysInAddress { get; } = Words("""
        state statecode stateprovince province country countrycode countryname use kind type
        """);

    /// <summary>What has a name and an id of its own, also within a person's object.</summary>
    internal static HashSet<string> Things { get; } = Words("""
        plan facility hospital clinic organization organisation org department dept ward unit location payer payor
        insurer carrier network medication drug procedure diagnosis condition test lab panel service status type code
        coding coverage benefit product program programme team queue topic file template form event job task
        system source application app device vaccine allergy schedule room bed provider pharmacy
        """);

    /// <summary>Words with which a name asks or commands, and tells no value: <c>hasEmail</c>.</summary>
    internal static HashSet<string> Questions { get; } = Words("""
        is has have had should can could may must needs need require requires required enable enabled allow allowed
        show hide use uses validate verify count num missing invalid total max min
        """);

    /// <summary>Words between a person and a field.</summary>
    internal static HashSet<string> Qualifiers { get; } = Words("""
        home work business office mailing billing residential residence permanent temporary current previous prior
        former old new legal full preferred primary secondary main alternate alternative other additional emergency
        contact daytime day evening night personal mobile cell birth official formatted display complete raw
        external internal local global unique national state
        """);

    /// <summary>Words behind a field that do not change what it holds.</summary>
    internal static HashSet<string> Endings { get; } = Words("""
        value val text txt str string raw field input old new home work office business cell mobile primary secondary
        main alt formatted plain clear unmasked original current previous
        """);

    private static HashSet<string> Words(string words) =>
        [.. words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];
}
