using Eci.Modules.Tracking.NotifyCustomer;

namespace Eci.Modules.Tracking.TrackingPage;

/// <summary>Makes what a page shows of what is stored.</summary>
internal static class PageComposer
{
    /// <summary>The page of an order.</summary>
    public static PageView Compose(TrackedOrder order, ShopBrand brand, string language, DateTimeOffset now)
    {
        var texts = PageTexts.Of(language);
        var personal = new PersonalData(order);
        var shown = order.Packages.Take(TrackingPageQueries.MostPackages).ToList();
        var parcels = shown.Select((package, i) => ParcelComposer.Compose(package, i + 1, shown.Count, language, personal, now)).ToList();
        var name = personal.Without(Words.Clip(order.FirstName));
        return new PageView
        {
            Language = language,
            Texts = texts,
            Brand = brand,
            Languages = LanguagesAt(language),
            Title = string.Join(" – ", new[] { order.OrderNumber, texts.Title, brand.Shop }.OfType<string>()),
            Notice = parcels.Count == 0 ? texts.NoParcels : null,
            Order = new OrderView(
                order.OrderNumber,
                name is null ? texts.GreetingWithoutName : Words.Fill(texts.Greeting, ("name", name)),
                Words.Clip(order.City),
                parcels,
                order.Packages.Count > shown.Count ? Words.Fill(texts.ParcelsLeftOut, ("count", Words.Number(shown.Count))) : null),
        };
    }

    /// <summary>A page that belongs to no order.</summary>
    public static PageView Compose(NoticeWords notice, string language)
    {
        var texts = PageTexts.Of(language);
        return new PageView
        {
            Language = language,
            Texts = texts,
            Brand = ShopBrand.None,
            Languages = LanguagesAt(language),
            Title = texts.Title,
            Notice = notice,
        };
    }

    private static List<LanguageView> LanguagesAt(string current) =>
        [.. BuiltInTemplates.Languages.Select(code => new LanguageView(code, PageTexts.Of(code).Name, code == current))];
}
