namespace PhiLens.Pipeline.Redaction.FieldSets.Everyday;

/// <summary>
/// The names of fields that the set <c>common</c> knows, compared without gaps and in lower case. Left out on purpose,
/// because ordinary logs have them for other things: <c>name</c>, <c>id</c>, <c>address</c>, <c>displayName</c>,
/// <c>username</c>, <c>date</c>, <c>age</c>, <c>token</c>, <c>pwd</c>, <c>lat</c>, <c>mobile</c>, <c>accountId</c>,
/// <c>policyId</c>, <c>stateId</c>, <c>clientId</c>, <c>serialNumber</c>, <c>fingerprint</c>.
/// </summary>
internal static class EverydayWords
{
    /// <summary>Names that tell by themselves what they hold.</summary>
    internal static Dictionary<string, FieldKind> Telling { get; } = Read(
        (FieldKind.Secret, """
            password passwd passphrase secret clientsecret apikey xapikey accesstoken refreshtoken idtoken authtoken
            sessiontoken bearertoken secretkey secretaccesskey awssecretaccesskey awssessiontoken privatekey
            encryptionkey authorization proxyauthorization setcookie userpassword passwordhash securityanswer
            """),
        (FieldKind.Ssn, """
            ssn ssnnumber ssnno ssnnum ssnlast4 ssnlastfour last4ssn lastfourssn ssn4 fullssn socialsecurity
            socialsecuritynumber socialsecurityno socialsecuritynum socialsecuritynbr socsec socsecno socsecnum
            socialsecnumber socialsecno ssnum ssnbr nationalid nationalidnumber nationalidentifier
            """),
        (FieldKind.TaxId, "itin itinnumber taxid taxidnumber taxidentifier taxpayerid taxpayernumber tinnumber"),
        (FieldKind.Mrn, """
            mrn mrnnumber mrnno mrnum mrnumber medicalrecordnumber medicalrecordno medicalrecordnum medicalrecordnbr
            medicalrecordid medicalrecordidentifier medrec medrecno medrecnum medrecnumber medrecordnumber
            medrecordno hospitalnumber chartnumber chartno chartnum empi empiid mpiid uhid patientmrn
            """),
        (FieldKind.Member, """
            memberid membernumber memberno membernum memberidentifier subscriberid subscribernumber subscriberno
            policynumber policyno policynum groupnumber groupno hicn hicnumber hicno mbi mbinumber medicareid
            medicarenumber medicareno medicaidid medicaidnumber medicaidno beneficiaryid beneficiarynumber
            beneficiaryidentifier insuranceid insurancenumber insuranceno insurancememberid insurancepolicynumber
            planmemberid healthplanid healthplannumber healthinsurancenumber healthcardnumber cardholderid
            enrolleeid insuredid healthplanbeneficiarynumber
            """),
        (FieldKind.Account, """
            accountnumber accountno accountnum acctnumber acctno acctnum acctnbr patientaccount patientaccountnumber
            encounterid encounternumber encounterno encounternum visitid visitnumber visitno visitnum admissionid
            admissionnumber csn claimnumber claimno claimid claimnum claimcontrolnumber patientcontrolnumber
            priorauthnumber priorauthorizationnumber authorizationnumber prescriptionnumber prescriptionid rxnumber
            rxno accessionnumber accessionno accessionid accession specimenid specimennumber referralnumber
            """),
        (FieldKind.Npi, "npi npinumber npino npinum nationalproviderid nationalprovideridentifier"),
        (FieldKind.Dea, "dea deanumber deano deanum deaid dearegistration dearegistrationnumber"),
        (FieldKind.License, """
            driverlicense driverslicense driverlicence driverslicence drivinglicense drivinglicence
            driverlicensenumber driverslicensenumber driverlicenseno driverslicenseno driverlicencenumber dlnumber
            dlno dlnum licensenumber licenseno licensenum licencenumber licenceno passport passportnumber passportno
            passportnum passportid stateidnumber certificatenumber medicallicense medicallicensenumber
            """),
        (FieldKind.Card, """
            cardnumber cardno cardnum creditcard creditcardnumber creditcardno ccnumber ccnum ccno debitcard
            debitcardnumber paymentcard cvv cvc cvv2 cardsecuritycode
            """),
        (FieldKind.Bank, """
            bankaccount bankaccountnumber bankaccountno bankaccountid routingnumber routingno bankrouting
            bankroutingnumber abanumber abarouting iban ibannumber checkingaccount savingsaccount
            """),
        (FieldKind.Vehicle, """
            vin vinnumber vehicleid vehiclenumber vehicleidentificationnumber vehicleplate licenseplate licenceplate
            licenseplatenumber licenceplatenumber platenumber plateno numberplate registrationplate
            """),
        (FieldKind.Device, """
            deviceserial deviceserialnumber deviceserialno deviceidentifier implantserial implantserialnumber
            implantid udi udicarrier udinumber uniquedeviceidentifier pacemakerserial pacemakerserialnumber
            pumpserial pumpserialnumber
            """),
        (FieldKind.Biometric, """
            biometric biometrics biometricid biometricdata biometricidentifier fingerprintdata fingerprintimage
            voiceprint retinascan retinalscan irisscan facetemplate facialimage palmprint
            """),
        (FieldKind.Photo, "photo photourl photograph facephoto headshot profilephoto profilepicture mugshot"),
        (FieldKind.Dob, """
            dob dateofbirth birthdate birthday birthdt birthdatetime birth born bornon dobdate birthtime bdate bday
            dayofbirth yearofbirth birthyear
            """),
        (FieldKind.Date, """
            dateofdeath deathdate deathdatetime dod deceaseddate deceaseddatetime deceasedon admissiondate
            admissiondatetime admissiontime admissiondt admitdate admitdatetime admitdt admittime admittedat
            admittedon dateofadmission dateadmitted dischargedate dischargedatetime dischargedt dischargetime
            dischargedat dischargedon dateofdischarge datedischarged dateofservice servicedate servicedt visitdate
            visitdatetime dateofvisit encounterdate encounterdatetime appointmentdate appointmenttime
            appointmentdatetime apptdate appttime apptdatetime surgerydate proceduredate injurydate dateofinjury
            accidentdate onsetdate dateofonset vaccinationdate immunizationdate transplantdate hospitalizationdate
            """),
        (FieldKind.Zip, """
            zip zipcode zip5 zip4 zip9 zipplus4 postalcode postcode postal postalzip zippostal zippostalcode zipcd
            """),
        (FieldKind.Email, """
            email emailaddress emailaddr mailaddress emailhome emailwork electronicmail
            """),
        (FieldKind.Fax, "fax faxnumber faxno faxnum faxphone faxhome faxwork telefax"),
        (FieldKind.Phone, """
            phone phonenumber phoneno phonenum phonenbr telephone telephonenumber telephoneno telephonenum tel telno
            telnumber mobilephone mobilenumber mobileno mobilenum cellphone cellnumber cellno cellphonenumber
            homephone workphone contactnumber contactphone pagernumber callbacknumber msisdn smsnumber
            """),
        (FieldKind.Name, """
            firstname lastname middlename fullname surname givenname givennames familyname maidenname
            mothermaidenname mothersmaidenname preferredname legalname birthname formername namefirst namelast
            namemiddle fname lname mname forename forenames firstnm lastnm middlenm middleinitial nickname
            customername contactname employername employer employeename nextofkinname nextofkin emergencycontactname
            responsiblepartyname policyholdername guarantorname insuredname subscribername doctorname physicianname
            surgeonname nursename practitionername clinicianname attendingphysician attendingdoctor
            referringphysician referringdoctor orderingphysician primarycarephysician primarycareprovider
            performingphysician consultingphysician admittingphysician orderingprovider attendingprovider
            renderingprovider referringprovider admittingdoctor familydoctor
            """),
        (FieldKind.Address, """
            street streetaddress streetname streetnumber streetline street1 street2 addressline addressline1
            addressline2 addressline3 addressline4 address1 address2 address3 addr1 addr2 addrline addrline1
            addrline2 homeaddress mailingaddress residentialaddress postaladdress billingaddress shippingaddress
            permanentaddress currentaddress residence city town village municipality county countyname precinct
            cityname homecity birthplace placeofbirth birthcity apartment aptnumber aptno pobox geocode latitude
            longitude latlong geolocation gpscoordinates customeraddress
            """),
        (FieldKind.Id, """
            patientid patientidentifier patientnumber patientno patid ptid patientguid patientuuid personid
            studyinstanceuid seriesinstanceuid sopinstanceuid guarantorid guarantornumber residentid donorid
            """),
        (FieldKind.Note, """
            clinicalnote clinicalnotes progressnote progressnotes dischargesummary nursenote nursenotes nursingnote
            nursingnotes physiciannote physiciannotes doctornote doctornotes visitnote visitnotes soapnote soapnotes
            patientnote patientnotes consultnote consultnotes admissionnote admissionnotes operativenote
            """));

    /// <summary>Names that everything has, and that tell something only about a person.</summary>
    internal static Dictionary<string, FieldKind> OfPersons { get; } = Read(
        (FieldKind.Age, "age ageyears ageinyears"),
        (FieldKind.Email, "mail contactemail"),
        (FieldKind.Phone, "mobile cell telecom pager phones numbers"),
        (FieldKind.Ip, "ip ipaddress ipaddr remoteip clientip"),
        (FieldKind.Url, "url website homepage webaddress uri link"),
        (FieldKind.Photo, "image picture avatar"),
        (FieldKind.License, "license licence"),
        (FieldKind.Device, "serial serialnumber serialno"),
        (FieldKind.Card, "card"),
        (FieldKind.Account, "account"),
        (FieldKind.Member, "policy certificate"),
        (FieldKind.Name, """
            name names first last middle given family initials displayname alias aliases nm prefname
            """),
        (FieldKind.Address, "address addr addresses line lines line1 line2 suburb district lat lon lng parish"),
        (FieldKind.Id, """
            id ids identifier identifiers number no num nbr uuid guid reference ref externalid internalid username
            login userid uid idnumber pid
            """),
        (FieldKind.Note, "note notes comment comments remarks"));

    private static Dictionary<string, FieldKind> Read(params (FieldKind Kind, string Names)[] kinds)
    {
        var table = new Dictionary<string, FieldKind>(StringComparer.Ordinal);
        foreach ((FieldKind kind, string names) in kinds)
        {
            foreach (string name in names.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
            {
                table.Add(name, kind);
            }
        }

        return table;
    }
}
