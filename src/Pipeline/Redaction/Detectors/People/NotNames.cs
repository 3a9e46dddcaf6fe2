namespace PhiLens.Pipeline.Redaction.Detectors.People;

/// <summary>
/// Capitalised words that stand behind <c>patient</c>, <c>member</c> or <c>provider</c> in the logs of programs and are
/// nobody's name.
/// </summary>
internal static class NotNames
{
    private const string Words =
        "id ids number numbers record records data not found has have is was were with and or the for from to in on at "
        + "by of no none null nil true false yes portal service services api apis controller system systems info "
        + "information history account accounts access search registration created updated deleted admitted "
        + "discharged transferred scheduled moved new old test tests list lists details management manager resource "
        + "resources bundle name names dob ssn mrn npi dea mbi vin date birth age phone fax address email mail error "
        + "errors failed failure request requests response query lookup loaded saved save status state type care health "
        + "center hospital clinic medical insurance plan plans group policy member members patient patients provider "
        + "providers claim claims department monitoring summary note notes report reports form forms identifier "
        + "repository handler client clients server model view table index entity dto context worker job jobs event "
        + "events message messages queue cache user users session sessions token code codes key keys value values "
        + "field fields file files path url uri http https json xml html sql grpc rest get post put patch delete head "
        + "options trace debug fatal warn warning critical verbose received sent processed processing completed "
        + "complete started starting stopped stopping start stop end begin running returned could cannot can could "
        + "should must will would did does this that it its all any some each every more than only also already after "
        + "before during when while where which who whose if then else invalid missing unknown required optional "
        + "default profile demographics encounter encounters visit visits admission discharge transfer appointment "
        + "appointments order orders result results lab labs observation observations medication medications allergy "
        + "allergies condition conditions procedure procedures diagnosis immunization coverage eligibility enrollment "
        + "benefit benefits billing payment payments invoice document documents consent audit security "
        + "login logout password sync import export migration batch update insert "
        + "select read write validation validator mapper mapping match matched matching merge merged feed stream "
        + "consumer producer publisher subscriber listener connection connected disconnected timeout exception "
        + "component module device devices chart charts dashboard app application web mobile cloud home page intake "
        + "safety experience outcome outcomes flow tracker engine registry directory network contact relationship "
        + "relations guarantor specialist type count total max min size length version level mode config settings";

    private static readonly WordSet Set = new(Words);

    internal static bool Contains(ReadOnlySpan<byte> word) => word.Length <= WordSet.Longest
        ? Set.Contains(word)
        : Chars.Reads(word, "authorization"u8) || Chars.Reads(word, "authentication"u8);
}
