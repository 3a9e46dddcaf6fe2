using PhiLens.Bench.Corpora.Marking;
using PhiLens.Bench.Corpora.Numbers;
using PhiLens.Bench.Corpora.People;
using static PhiLens.Bench.Corpora.Marking.Expectation;

namespace PhiLens.Bench.Corpora.Kinds;

/// <summary>Messages as developers write them, with a person in their middle.</summary>
public sealed class Sentences(Cast cast)
{
    private Dice Dice => cast.Dice;

    private Forms Forms => cast.Forms;

    private Decoys Decoys => cast.Decoys;

    public (string Shape, Marked Text) Draw(Person person) => Dice.Between(0, 5) switch
    {
        0 => ("bare", Bare(person)),
        1 => ("bare-more", BareMore(person)),
        2 => ("keyword", Keyword(person)),
        3 => ("keyword-more", KeywordMore(person)),
        4 => ("trigger", Trigger(person)),
        _ => ("harmless", Harmless()),
    };

    /// <summary>Nothing but the form says what the value is.</summary>
    private Marked Bare(Person person) => Dice.Between(0, 7) switch
    {
        0 => (Marked)$"identity check for {Forms.Ssn(person.Ssn)} returned {Decoys.Status()} in {Decoys.Duration()}",
        1 => $"called {Forms.Phone(person.Phone)}, no answer; ticket {Decoys.Order()}",
        2 => $"sent confirmation to {Forms.Email(person.Email)} ({Decoys.Bytes()} bytes)",
        3 => $"eligibility of {Forms.Mbi(person.Mbi)} confirmed, trace {Decoys.Uuid()}",
        4 => $"duplicate key value: Key (lookup)=({Forms.Ssn(person.Ssn)}) already exists.",
        5 => $"retry 3/5 for <{Forms.Email(person.Email)}>: 451 4.7.1 greylisted, try again in 300 seconds",
        6 => $"callback queue: [{Forms.Phone(person.Phone)}; {Forms.Phone(person.Mobile)}] depth=2",
        _ => $"lookup({Forms.Itin()}) -> {Decoys.Uuid()}",
    };

    private Marked BareMore(Person person) => Dice.Between(0, 7) switch
    {
        0 => (Marked)$"charge of {Decoys.Money()} on {Forms.Card()} declined: insufficient funds",
        1 => $"payout to {Forms.Iban()} scheduled for {Decoys.Day()}",
        2 => $"transport {Forms.Vin()} dispatched from bay 7",
        3 => $"implant logged {Forms.Udi()} in theatre 4",
        4 => $"credentials {Forms.Phi(PhiType.Secret, Secrets.AwsKeyId(Dice), Expectation.Bare)} loaded",
        5 => $"token {Forms.Phi(PhiType.Secret, Secrets.Jwt(Dice), Expectation.Bare)} rejected: expired",
        6 => $"key material: {Forms.Phi(PhiType.Secret, Secrets.Pem(Dice), Expectation.Bare)}",
        _ => $"merge {Forms.Mbi(person.Mbi)} into {Forms.Mbi(PersonNumbers.Mbi(Dice))} by job {Decoys.Hash()}",
    };

    /// <summary>A word before the value says what it is.</summary>
    private Marked Keyword(Person person) => Dice.Between(0, 8) switch
    {
        0 => (Marked)$"no chart found for MRN {Forms.Phi(PhiType.Mrn, person.Mrn)} in facility 12",
        1 => $"SSN: {Forms.Phi(PhiType.Ssn, person.Ssn)} does not match, order {Decoys.Order()}",
        2 => $"claim from NPI {Forms.Phi(PhiType.Npi, OtherNumbers.Npi(Dice))} accepted at {Decoys.EpochSeconds()}",
        3 => $"DEA number {Dea(person)} not valid for schedule II",
        4 => $"member id {Forms.Phi(PhiType.Member, person.Member)} has no active coverage on {Decoys.Day()}",
        5 => $"verify DOB {Forms.Date(person.Birth)} before release, request {Decoys.Uuid()}",
        6 => $"fax to {Forms.Fax(person.Phone)} failed: busy (attempt 2)",
        7 => $"routing number {Forms.Phi(PhiType.Aba, OtherNumbers.Aba(Dice))} unknown to the clearing house",
        _ => $"MRN#{Forms.Phi(PhiType.Mrn, person.Mrn)} merged, {Dice.Between(2, 90)} documents moved",
    };

    private Marked KeywordMore(Person person) => Dice.Between(0, 8) switch
    {
        0 => (Marked)($"HICN {Forms.Phi(PhiType.Hicn, person.Ssn + PersonNumbers.HicnSuffix(Dice))} converted to "
            + $"{Forms.Mbi(person.Mbi)}"),
        1 => $"driver license {Forms.Phi(PhiType.License, PersonNumbers.License(Dice))} scanned at desk 3",
        2 => $"passport {Forms.Phi(PhiType.Passport, PersonNumbers.Passport(Dice))} expires {Decoys.Day()}",
        3 => $"{Forms.Age(Dice.Between(20, 104))} y/o {Dice.Of("female", "male")}, dx {Decoys.Diagnosis()}, "
            + $"{Decoys.Medicine()}",
        4 => $"ship to {person.State} {Forms.Zip(person.Zip)}, carrier rate {Decoys.Money()}",
        5 => $"account number {Forms.Phi(PhiType.Account, person.Account)} past due: {Decoys.Money()}",
        6 => $"born {Forms.Date(person.Birth)}, admitted {Forms.Date(Lately())}, ward 4",
        7 => $"login failed: password={Forms.Phi(PhiType.Secret, Secrets.Password(Dice))} user=svc-{Dice.Digits(2)}",
        _ => $"provider {Forms.Phi(PhiType.Npi, OtherNumbers.Npi(Dice))} (npi) has {Dice.Between(1, 40)} open claims",
    };

    /// <summary>Free text, in which only a word before a name or a street gives it away.</summary>
    private Marked Trigger(Person person) => Dice.Between(0, 6) switch
    {
        0 => (Marked)($"patient {Forms.Name(person)} (MRN {Forms.Phi(PhiType.Mrn, person.Mrn)}) called from "
            + $"{Forms.Phone(person.Phone)}"),
        1 => $"Patient: {Forms.Name(person)}, DOB: {Forms.Date(person.Birth)}, SSN: {Forms.Ssn(person.Ssn)}",
        2 => $"appointment for {Title(person)} {Plain(person.Family)} at {Decoys.Timestamp()}",
        3 => $"address on file: {Street(person)}, {City(person)}, {person.State} {Forms.Zip(person.Zip)}",
        4 => $"message from member {Forms.Name(person)}: please call {Forms.Phone(person.Mobile)} after 5 pm",
        5 => $"referred by Dr. {Marked.Phi(PhiType.Name, cast.People.Clinician(), Optional)} for {Decoys.Diagnosis()}",
        _ => $"Name: {Forms.Name(person)}; email {Forms.Email(person.Email)}; lives at {Street(person)}",
    };

    /// <summary>Words that announce people, and no person behind them.</summary>
    private Marked Harmless() => Dice.Between(0, 8) switch
    {
        0 => (Marked)$"patient not found, returned {Decoys.Status()} to {Decoys.Ip()}",
        1 => $"Patient service started, version {Decoys.Version()}, pid {Decoys.Pid()}",
        2 => $"member lookup took {Decoys.Duration()} (cache {Decoys.Hash()})",
        3 => $"phone validation disabled by flag {Marked.Decoy("flag", "phone.validate=false")}",
        4 => $"connected to {Decoys.Endpoint()}, session {Decoys.Uuid()}",
        5 => $"order {Decoys.Order()} shipped on {Decoys.Day()} for {Decoys.Money()}",
        6 => $"pulled {Decoys.AnImage()} digest sha256:{Marked.Decoy("hash", Dice.Hex(64))}",
        7 => $"lease {Decoys.Any()} renewed until {Decoys.EpochMilliseconds()}",
        _ => $"candidate {Dice.Of(Decoys.NoCard(), Decoys.NoSsn())} rejected by checksum",
    };

    private DateOnly Lately() => CorpusClock.Today.AddDays(-Dice.Between(3, 300));

    private Marked Dea(Person person) => Forms.Phi(PhiType.Dea, OtherNumbers.Dea(Dice, person.Family[0]));

    private static Marked Plain(string name) => Marked.Phi(PhiType.Name, name, Expectation.Trigger);

    private static Marked Street(Person person) => Marked.Phi(PhiType.Street, person.Street, Expectation.Trigger);

    private static Marked City(Person person) => Marked.Phi(PhiType.City, person.City, Optional);

    private string Title(Person person) => person.IsFemale ? Dice.Of("Mrs.", "Ms.") : "Mr.";
}
