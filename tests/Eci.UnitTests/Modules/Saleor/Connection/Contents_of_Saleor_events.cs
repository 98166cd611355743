using System.Text;
using Eci.Modules.Saleor.Webhooks;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Saleor.Connection;

internal sealed class Contents_of_Saleor_events
{
    [TestCase("""{"issuedAt":"2026-01-05T12:00:00+00:00","order":{"id":"O1"}}""", true)]
    [TestCase("""{"data":{"orderCreated":{"issuedAt":"2026-01-05T12:00:00+00:00","order":{"id":"O1"}}}}""", true)]
    [TestCase("""{"order":{"id":"O1"}}""", false)]
    [TestCase("""{"issuedAt":null,"order":{"id":"O1"}}""", false)]
    [TestCase("""{"issuedAt":"2026-01-05T12:00:00+00:00","data":{"orderCreated":{"order":{"id":"O1"}}}}""", false)]
    public void Say_when_they_were_issued(string body, bool isDated)
    {
        var content = Read(body)!;
        Assert.That((content.Ids.Single(), content.IsDated), Is.EqualTo(("O1", isDated)));
    }

    [TestCase("""{"order":{"id":"\ud800"}}""")]
    [TestCase("""{"order":{"id":"a\u0000b"}}""")]
    [TestCase("""{"\ud800":1,"order":{"id":"\udc00"}}""")]
    [TestCase("""{"order":[[[[["O1"]]]]]}""")]
    public void Are_none_when_the_id_cannot_be_read(string body) => Assert.That(Read(body), Is.Null);

    [TestCase("""{"order":null}""")]
    [TestCase("""{"order":[]}""")]
    [TestCase("""{"order":{"id":null}}""")]
    public void May_be_about_nothing(string body) => Assert.That(Read(body)!.Ids, Is.Empty);

    [Test]
    public void Are_about_so_many_at_most()
    {
        static string Orders(int count) => $$"""{"order":[{{string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"id":"O{{i}}"}"""))}}]}""";
        Assert.That(Read(Orders(500))!.Ids, Has.Count.EqualTo(500));
        Assert.That(Read(Orders(501)), Is.Null);
    }

    private static EventContent? Read(string body) => EventContent.Read(Encoding.UTF8.GetBytes(body), "order.id");
}
