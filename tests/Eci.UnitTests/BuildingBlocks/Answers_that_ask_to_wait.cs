using System.Net;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks;

internal sealed class Answers_that_ask_to_wait
{
    private static readonly DateTimeOffset Now = new(2027, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [TestCase("120", 120)]
    [TestCase("0", 0)]
    [TestCase("Mon, 01 Mar 2027 12:00:30 GMT", 30)]
    [TestCase("Mon, 01 Mar 2027 11:00:00 GMT", 0)]
    [TestCase("31536000", 86_400)]
    [TestCase("Sat, 01 Jan 2050 00:00:00 GMT", 86_400)]
    public void Are_believed_within_reason(string header, int seconds) =>
        Assert.That(Answer(header).RetryAfter(Now), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [TestCase("soon")]
    [TestCase("-5")]
    [TestCase("99999999999999")]
    [TestCase("")]
    public void Say_nothing_when_they_cannot_be_understood(string header) => Assert.That(Answer(header).RetryAfter(Now), Is.Null);

    [Test]
    public void Need_not_ask() => Assert.That(new HttpResponseMessage(HttpStatusCode.TooManyRequests).RetryAfter(Now), Is.Null);

    private static HttpResponseMessage Answer(string header)
    {
        var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        answer.Headers.TryAddWithoutValidation("Retry-After", header);
        return answer;
    }
}
