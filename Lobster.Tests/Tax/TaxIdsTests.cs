using Lobster.Core.Tax;

namespace Lobster.Tests.Tax;

public sealed class TaxIdsTests
{
    public static TheoryData<string, string, string> Good => new()
    {
        { "AT", "ATU 1234 5678", "ATU12345678" }, { "AT", "u12345678", "ATU12345678" }, { "BE", "0123.456.789", "BE0123456789" }, { "BE", "BE1012345678", "BE1012345678" },
        { "BG", "BG123456789", "BG123456789" }, { "BG", "1234567890", "BG1234567890" }, { "CY", "CY12345678X", "CY12345678X" }, { "CZ", "CZ12345678", "CZ12345678" },
        { "CZ", "1234567890", "CZ1234567890" }, { "DE", "de-123 456 789", "DE123456789" }, { "DK", "12 34 56 78", "DK12345678" }, { "EE", "EE123456789", "EE123456789" },
        { "ES", "ESX1234567X", "ESX1234567X" }, { "ES", "B12345678", "ESB12345678" }, { "ES", "12345678Z", "ES12345678Z" }, { "FI", "FI12345678", "FI12345678" },
        { "FR", "FR12345678901", "FR12345678901" }, { "FR", "FRAB123456789", "FRAB123456789" }, { "GR", "EL123456789", "EL123456789" }, { "GR", "123456789", "EL123456789" },
        { "HR", "HR12345678901", "HR12345678901" }, { "HU", "HU12345678", "HU12345678" }, { "IE", "IE1234567A", "IE1234567A" }, { "IE", "1234567WA", "IE1234567WA" },
        { "IE", "IE1A23456B", "IE1A23456B" }, { "IT", "IT12345678901", "IT12345678901" }, { "LT", "LT123456789", "LT123456789" }, { "LT", "LT123456789012", "LT123456789012" },
        { "LU", "LU12345678", "LU12345678" }, { "LV", "LV12345678901", "LV12345678901" }, { "MT", "MT12345678", "MT12345678" }, { "NL", "NL123456789B01", "NL123456789B01" },
        { "PL", "PL 123-456-78-90", "PL1234567890" }, { "PT", "PT123456789", "PT123456789" }, { "RO", "RO12", "RO12" }, { "RO", "RO1234567890", "RO1234567890" },
        { "SE", "SE123456789001", "SE123456789001" }, { "SI", "SI12345678", "SI12345678" }, { "SK", "SK1234567890", "SK1234567890" },
    };

    public static TheoryData<string, string> Bad => new()
    {
        { "AT", "AT123456789" }, { "BE", "BE2123456789" }, { "BE", "BE123456789" }, { "BG", "BG12345678" }, { "CY", "CY123456789" }, { "CZ", "CZ1234567" }, { "DE", "DE12345678" },
        { "DE", "DE1234567890" }, { "DE", "FR12345678901" }, { "DK", "DK1234567" }, { "EE", "EE12345678" }, { "ES", "ES123456789" }, { "FI", "FI1234567" }, { "FR", "DE123456789" },
        { "FR", "FR123456789" }, { "FR", "FRO1123456789" }, { "GR", "GR123456789" }, { "HR", "HR1234567890" }, { "HU", "HU1234567" }, { "IE", "IE1234567" }, { "IT", "IT1234567890" },
        { "LT", "LT1234567890" }, { "LU", "LU1234567" }, { "LV", "LV1234567890" }, { "MT", "MT1234567" }, { "NL", "NL123456789" }, { "PL", "PL123456789" }, { "PT", "PT12345678" },
        { "RO", "RO1" }, { "SE", "SE1234567890" }, { "SI", "SI1234567" }, { "SK", "SK123456789" }, { "DE", "DE١٢٣٤٥٦٧٨٩" }, { "DE", "" }, { "DE", "DE" },
    };

    [Theory, MemberData(nameof(Good))]
    public void TaxId_OfRightForm_IsWrittenInOneWay(string country, string typed, string normal)
    {
        Assert.Equal(normal, TaxIds.Normal(country, typed));
        Assert.True(TaxIds.HasForm(country, normal));
    }

    [Theory, MemberData(nameof(Bad))]
    public void TaxId_OfWrongForm_IsNone(string country, string typed)
    {
        Assert.Null(TaxIds.Normal(country, typed));
        Assert.False(TaxIds.HasForm(country, typed));
    }

    [Fact]
    public void EveryMember_HasAFormAndTestsOfIt()
    {
        Assert.Equal(27, EuropeanUnion.Members.Count);
        Assert.Empty(EuropeanUnion.Members.Except(Good.Select(row => row.Data.Item1)));
        Assert.Empty(EuropeanUnion.Members.Except(Bad.Select(row => row.Data.Item1)));
        Assert.All(EuropeanUnion.Members, m => Assert.True(TaxIds.HasForm(m, TaxIds.Example(m)!)));
        Assert.All(EuropeanUnion.Members, m => Assert.NotNull(Countries.Find(m)));
    }

    [Fact]
    public void TaxId_OutsideTheUnion_StaysAsTyped()
    {
        Assert.Equal("CHE-123.456.789 MWST", TaxIds.Normal("CH", " CHE-123.456.789 MWST "));
        Assert.False(TaxIds.HasForm("CH", "CHE-123.456.789 MWST"));
        Assert.Null(TaxIds.Example("CH"));
    }
}
