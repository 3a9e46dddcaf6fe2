using System.Text;
using PhiLens.Pipeline.Records;
using PhiLens.Pipeline.Redaction;
using PhiLens.Pipeline.Redaction.Keys;

namespace PhiLens.Pipeline.Tests.Redaction.Keys;

/// <summary>The preset's names of fields: those that tell of a person, and those of ordinary logs.</summary>
public sealed class EverydayKeyTests
{
    private static readonly RuleSet Rules = RedactionPolicy.Phi.For(new RecordOrigin("api", "stdout"));

    [Theory]
    [InlineData("ssn", "ssn SSN Ssn s_s_n patientSSN")]
    [InlineData("ssn", "patient_ssn PATIENT-SSN memberSsn ssnLast4 socialSecurityNumber social_security")]
    [InlineData("ssn", "employee_ssn spouseSocialSecurityNumber \"ssn\"")]
    [InlineData("ssn", "[ssn] person:ssn ns2:SocialSecurityNumber @ssn")]
    [InlineData("mrn", "mrn MRN patientMrn patient_mrn")]
    [InlineData("mrn", "mrnNumber medical_record_number medicalRecordNo MedRecNum mrn_value")]
    [InlineData("member", "memberId member_id subscriberId policyNumber")]
    [InlineData("member", "MBI medicareNumber medicaid_id insuranceMemberId")]
    [InlineData("account", "accountNumber patient_account_number acctNo encounterId")]
    [InlineData("account", "visit_number claimNumber csn rxNumber")]
    [InlineData("license", "driversLicense driver_license_number passportNumber licenseNo dlNumber patientPassport")]
    [InlineData("dob", "dob DOB patientDob dateOfBirth date_of_birth")]
    [InlineData("dob", "birthDate BirthDate patient.birth_date memberDOB birthday")]
    [InlineData("date", "admissionDate admit_date dischargeDateTime")]
    [InlineData("date", "dateOfService deathDate dateOfDeath appointmentDate")]
    [InlineData("zip", "zip zipCode zip_code postalCode homeZip mailingPostalCode patientzip billing_zip_code")]
    [InlineData("email", "email emailAddress e-mail E_MAIL patientEmail userEmail contact_email email1 emailHome")]
    [InlineData("phone", "phone phoneNumber homePhone cell_phone mobilePhone")]
    [InlineData("phone", "patientPhone phone1 phone_2 telephone tel")]
    [InlineData("phone", "emergencyContactPhone patient.telephone contactPhoneNumber phoneMobile guarantor_phone")]
    [InlineData("fax", "fax faxNumber home_fax providerFax")]
    [InlineData("name", "firstName last_name lastname FirstName")]
    [InlineData("name", "patientName patient_name memberLastName guarantor_name")]
    [InlineData("name", "patientFirstName subscriberName emergencyContactName nextOfKin mothersMaidenName patientname")]
    [InlineData("name", "employerName insuredName surname given_name")]
    [InlineData("name", "familyName userLastName userlastname middle_initial")]
    [InlineData("name", "attendingPhysician referring_physician_name physicianName doctorName primaryCarePhysician")]
    [InlineData("address", "streetAddress street addressLine1 address_2 mailingAddress city county patientAddress")]
    [InlineData("address", "patientHomeAddress guarantor_address memberCity")]
    [InlineData("address", "homeAddress latitude birthPlace patient_addr")]
    [InlineData("id", "patientId patient_id PatientID patientIdentifier")]
    [InlineData("id", "personId guarantorId patient-number patientid ptId")]
    [InlineData("age", "patientAge member_age")]
    [InlineData("secret", "password passwd clientSecret apiKey")]
    [InlineData("secret", "api_key access_token refreshToken Authorization db_password")]
    [InlineData("card", "creditCardNumber card_number ccNum cvv")]
    [InlineData("bank", "bankAccountNumber routing_number iban")]
    [InlineData("vehicle", "vin VIN licensePlate vehicleId patientVin")]
    [InlineData("device", "deviceSerialNumber udi implantSerial pacemaker_serial_number")]
    [InlineData("npi", "npi NPI providerNpi npi_number")]
    [InlineData("note", "clinicalNotes progressNote discharge_summary patientNotes")]
    public void Fields_of_persons_are_claimed(string label, string names)
    {
        foreach (string name in names.Split(' '))
        {
            Assert.Equal($"{name}: {label}", $"{name}: {Labels.OfKey(Rules, name)}");
        }
    }

    [Theory]
    [InlineData("container_id container_name source ecs_cluster ecs_task_arn ecs_task_definition ec2_instance_id log")]
    [InlineData("partial_message partial_id partial_ordinal partial_last stream")]
    [InlineData("stdout stderr time ts timestamp @timestamp")]
    [InlineData("name id address state status type code title")]
    [InlineData("description message msg level severity version date host")]
    [InlineData("hostname hostName filename fileName file_name className")]
    [InlineData("class_name username userName user user_name login")]
    [InlineData("thread_name threadName thread serviceName service.name")]
    [InlineData("service_name eventName event_name logger loggerName")]
    [InlineData("logger_name display_name displayName appName")]
    [InlineData("app_name application_name metricName functionName moduleName")]
    [InlineData("methodName namespace pod_name podName")]
    [InlineData("namespace_name container_image_name node_name cluster_name queueName")]
    [InlineData("topicName tableName columnName indexName databaseName schemaName jobName taskName stepName pathName")]
    [InlineData("typeName propertyName parameterName fieldName variableName keyName roleName groupName ruleName")]
    [InlineData("remote_addr remoteAddress ipAddress ip client_ip")]
    [InlineData("clientIp x_forwarded_for macAddress localAddress bindAddress")]
    [InlineData("userId user_id clientId client_id requestId request_id")]
    [InlineData("traceId trace_id spanId parentId parent_id sessionId")]
    [InlineData("correlationId connectionId messageId eventId jobId taskId")]
    [InlineData("processId pid tid threadId accountId policyId")]
    [InlineData("deviceId orderId productId customerId providerId planId facilityId resourceId objectId nodeId")]
    [InlineData("max_age maxAge age cacheAge image images package")]
    [InlineData("storage stage page pageNumber usage language message_age")]
    [InlineData("telemetry telnet cellSize mobile isMobile")]
    [InlineData("phoneType emailSent emailTemplate hasEmail sendCount faxQueue")]
    [InlineData("capacity velocity electricity authenticity cityCount")]
    [InlineData("zipFile gzip unzip zipped gzip_level compression")]
    [InlineData("token tokenCount pwd PWD secretName")]
    [InlineData("passwordPolicy keyId serialNumber fingerprint thumbprint certificate")]
    [InlineData("memberCount patientCount patients members patientStatus patientsTotal memberships personnel patience")]
    [InlineData("birthRate statusText errorText textSize lineNumber line column number count total first last")]
    [InlineData("method path url uri query referer user_agent")]
    [InlineData("userAgent http_version bytes size duration elapsed latency lat")]
    [InlineData("exception stackTrace stack_trace error errorCode cause process processName program facility priority")]
    [InlineData("statement detail context location country region zone availability_zone instance instanceId")]
    [InlineData("arn bucket key value data payload body headers content content_type contentLength encoding charset")]
    [InlineData("ClassName MethodName SourceContext RequestPath ActionName ConnectionId EventId ElapsedMilliseconds")]
    [InlineData("environment env region stage commit branch build")]
    [InlineData("release tag tags labels annotations metadata options")]
    [InlineData("domainName dnsName commonName subject issuer issuerName sid realm provider providerName organization")]
    [InlineData("groupId consumerGroup partition offset broker brokerId replicas leader epoch generation assignment")]
    [InlineData("rss resident heap virtual shared buffers cached swap cpu memory load disk filesystem mount")]
    public void Fields_of_ordinary_logs_are_not(string names)
    {
        foreach (string name in names.Split(' '))
        {
            Assert.Equal($"{name}: ", $"{name}: {Labels.OfKey(Rules, name)}");
        }
    }

    [Theory]
    [InlineData("patient.name", "name")]
    [InlineData("patient.id", "id")]
    [InlineData("patient.age", "age")]
    [InlineData("patient.contact.name", "name")]
    [InlineData("patients.name.first", "name")]
    [InlineData("data.member.address", "address")]
    [InlineData("guarantor.workAddress", "address")]
    [InlineData("next_of_kin.phones", "phone")]
    [InlineData("claim.subscriber.identifier", "id")]
    [InlineData("patient.plan.name", "")]
    [InlineData("patient.primaryFacility.id", "")]
    [InlineData("name", "")]
    [InlineData("user.name", "")]
    [InlineData("service.id", "")]
    [InlineData("container.name", "")]
    [InlineData("patient.status", "")]
    [InlineData("a.b.c.name", "")]
    public void What_everything_has_is_claimed_within_a_person(string path, string label)
    {
        string[] names = path.Split('.');
        KeyMatch match = Rules.Keys.Find(Encoding.UTF8.GetBytes(names[^1]));
        Assert.Equal(label.Length > 0, match.EndsPath && Labels.OfPath(Rules, path).Length > 0);
        Assert.Equal(label, Labels.OfPath(Rules, path));
    }

    [Fact]
    public void A_person_that_is_a_text_is_a_name_but_its_object_is_not_claimed_as_a_whole()
    {
        KeyMatch match = Rules.Keys.Find("patient"u8);

        Assert.Equal(RuleSet.NoRule, match.Rule);
        Assert.Equal("name", Rules.Rules[match.TextRule].Label);
        Assert.Equal(RuleSet.NoRule, Rules.Keys.Find("resident"u8).TextRule);
    }

    [Theory]
    [InlineData("homePhone2", Detector.Phone)]
    [InlineData("providerNpi", Detector.Npi)]
    [InlineData("born", Detector.Date)]
    [InlineData("AGE", Detector.Age)]
    [InlineData("shippingAddress", Detector.StreetAddress)]
    [InlineData("sessionToken", Detector.Secret)]
    [InlineData("serialNumber", Detector.Device)]
    [InlineData("faxLine", Detector.Phone)]
    public void A_name_lets_the_detectors_run_that_its_words_speak_of(string name, object detector) =>
        Assert.True(Rules.Keys.Find(Encoding.UTF8.GetBytes(name)).Hints.Has((Detector)detector));

    [Theory]
    [InlineData("maxAge")]
    [InlineData("telemetry")]
    [InlineData("accountId")]
    [InlineData("message")]
    [InlineData("hostname")]
    [InlineData("zipped")]
    public void A_name_without_such_words_lets_none_run(string name) =>
        Assert.True(Rules.Keys.Find(Encoding.UTF8.GetBytes(name)).Hints.IsEmpty);
}
