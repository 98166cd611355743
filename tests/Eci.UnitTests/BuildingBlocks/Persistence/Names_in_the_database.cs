using Eci.Persistence.Model;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Persistence;

internal sealed class Names_in_the_database
{
    [TestCase("OrderNumber", ExpectedResult = "order_number")]
    [TestCase("Id", ExpectedResult = "id")]
    [TestCase("UPSCode", ExpectedResult = "ups_code")]
    [TestCase("FK_core_app_core_tenant_TenantId", ExpectedResult = "fk_core_app_core_tenant_tenant_id")]
    [TestCase("already_snake", ExpectedResult = "already_snake")]
    [TestCase("", ExpectedResult = "")]
    public string Are_written_in_lower_case_with_underscores(string name) => ModelConventions.SnakeCase(name);
}
