using Eci.Commerce.CarrierDetection;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Commerce;

/// <summary>What holds for every number of a form with a check digit, shown with random ones of a fixed seed.</summary>
internal sealed class Check_digits_of_numbers
{
    private const int Numbers = 10_000;
    private const int Seed = 20260105;

    private const string Digits = "0123456789";
    private const string LettersAndDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>
    /// A form: what stands before the check digit (d a digit, x a digit or letter), how many signs follow it, the signs it is written
    /// with, and whether changing one sign of a number to another always makes the check digit wrong.
    /// </summary>
    private static readonly Form[] Forms =
    [
        new("DPD 28", Carrier.Dpd, "xxxxxxxdddddddddddddddddddd", "", LettersAndDigits, (_, _, _) => true),
        new("DPD 15", Carrier.Dpd, "dddddddddddddd", "", LettersAndDigits, (_, _, _) => true),
        new("DHL 20", Carrier.Dhl, "003404ddddddddddddd", "", Digits, (_, _, _) => true),
        new("DHL identcode", Carrier.Dhl, "ddddddddddd", "", Digits, (position, from, to) => position % 2 == 1 || position == 11 || (from - to) % 5 != 0),
        new("DHL Express", Carrier.Dhl, "ddddddddd", "", Digits, (_, from, to) => (from - to) % 7 != 0),
        new("DHL S10", Carrier.Dhl, "RRdddddddd", "DE", Digits, (_, _, _) => true) { BlindCheck = '5' },
        new("UPS 1Z", Carrier.Ups, "1Zddddddddddddddd", "", Digits, (position, from, to) => position % 2 == 0 || position == 17 || (from - to) % 5 != 0),
        new("UPS waybill", Carrier.Ups, "Kddddddddd", "", Digits, (position, from, to) => position % 2 == 1 || position == 10 || (from - to) % 5 != 0),
        new("Hermes 14", Carrier.Hermes, "ddddddddddddd", "", Digits, (_, _, _) => true),
        new("GLS 12", Carrier.Gls, "ddddddddddd", "", Digits, (_, _, _) => true),
        new("FedEx 12", Carrier.Fedex, "ddddddddddd", "", Digits, (_, _, _) => true) { BlindCheck = '0' },
        new("FedEx 15", Carrier.Fedex, "dddddddddddddd", "", Digits, (_, _, _) => true),
        new("FedEx Economy", Carrier.Fedex, "6129ddddddddddddddd", "", Digits, (_, _, _) => true),
        new("USPS 22", Carrier.Usps, "94ddddddddddddddddddd", "", Digits, (_, _, _) => true),
        new("USPS 26", Carrier.Usps, "92001ddddddddddddddddddddd"[..25], "", Digits, (_, _, _) => true),
        new("USPS S10", Carrier.Usps, "EAdddddddd", "US", Digits, (_, _, _) => true) { BlindCheck = '5' },
    ];

    [TestCaseSource(nameof(Forms))]
    public void Are_right_for_exactly_one_sign_however_the_number_begins(Form form)
    {
        var random = new Random(Seed);
        for (var i = 0; i < Numbers / Forms.Length; i++)
        {
            var body = form.Body(random);
            Assert.That(form.Signs.Count(sign => form.IsVerified(body + sign + form.End)), Is.EqualTo(1), body);
        }
    }

    [TestCaseSource(nameof(Forms))]
    public void Are_wrong_after_one_sign_was_changed(Form form)
    {
        var random = new Random(Seed);
        for (var i = 0; i < 100; i++)
        {
            var number = form.Number(random);
            foreach (var (changed, position, from, to) in form.Misspellings(number))
            {
                if (number[form.Check] != form.BlindCheck && form.Notices(position, from, to))
                    Assert.That(form.IsVerified(changed), Is.False, $"{number} as {changed}");
            }
        }
    }

    [Test]
    public void Never_fail_whatever_the_text()
    {
        var random = new Random(Seed);
        for (var i = 0; i < Numbers; i++)
        {
            var text = string.Create(random.Next(60), random, (span, r) =>
            {
                foreach (ref var sign in span)
                    sign = r.Next(10) == 0 ? (char)r.Next(char.MaxValue) : LettersAndDigits[r.Next(r.Next(2) == 0 ? 10 : LettersAndDigits.Length)];
            });
            var found = CarrierDetector.Detect(text);
            Assert.That(found.Candidates.Select(c => c.Carrier), Is.Unique, text);
            Assert.That(found.Candidates.Select(c => c.Certainty), Is.Ordered.Descending, text);
        }
    }

    internal sealed record Form(string Name, Carrier Carrier, string Pattern, string End, string Signs, Func<int, int, int, bool> Notices)
    {
        /// <summary>A check digit that stands for two rests, so that some changes go unnoticed.</summary>
        public char? BlindCheck { get; init; }

        public int Check => Pattern.Length;

        public string Body(Random random) => string.Concat(Pattern.Select(sign => sign switch
        {
            'd' => Digits[random.Next(Digits.Length)],
            'x' => LettersAndDigits[random.Next(LettersAndDigits.Length)],
            _ => sign,
        }));

        public string Number(Random random)
        {
            var body = Body(random);
            return Signs.Select(sign => body + sign + End).First(IsVerified);
        }

        public bool IsVerified(string number) => CarrierDetector.Detect(number).Of(Carrier) is { CheckDigitVerified: true };

        /// <summary>The number with each of its open signs and its check digit replaced by every other of the same kind.</summary>
        public IEnumerable<(string Changed, int Position, int From, int To)> Misspellings(string number) =>
            from position in Enumerable.Range(0, Check + 1)
            let kind = position == Check ? Signs : Pattern[position] switch { 'd' => Digits, 'x' => LettersAndDigits, _ => string.Empty }
            from sign in kind
            where sign != number[position]
            select (number[..position] + sign + number[(position + 1)..], position, number[position] - '0', sign - '0');

        public override string ToString() => Name;
    }
}
