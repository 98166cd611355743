using Eci.Commerce;
using Eci.Commerce.CarrierDetection;
using Eci.Vocabulary;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;

namespace Eci.Modules.Tracking.GraphQL;

/// <summary>Which carriers a number may belong to.</summary>
internal sealed class CarrierQueries : IGraphQLContribution
{
    private const string TrackingId = "trackingId";
    private const string Language = "language";

    public void Contribute(GraphQLComposition schema) => schema.Query.Field<NonNullGraphType<DetectedCarriersType>>("detectCarrier")
        .Description("The carriers that a number may belong to, by its form and check digit. No carrier is asked.")
        .Argument<NonNullGraphType<IdGraphType>>(TrackingId, "The number, written in any way.")
        .Argument<StringGraphType>(Language, "ISO 639-1, for the carriers' pages; English when missing.")
        .RequireScope(Scopes.ReadPackages)
        .Resolve(Detect);

    private static Detected Detect(IResolveFieldContext context) =>
        new(CarrierDetector.Detect(context.GetArgument<string>(TrackingId)), context.GetArgument<string?>(Language));
}

/// <summary>What was detected, and the language to show it in.</summary>
internal sealed record Detected(DetectedCarriers Carriers, string? Language)
{
    public IEnumerable<Candidate> Candidates => Carriers.Candidates.Select(c => new Candidate(c, Language));

    internal sealed record Candidate(CarrierCandidate Of, string? Language);
}

internal sealed class DetectedCarriersType : ObjectGraphType<Detected>
{
    public DetectedCarriersType()
    {
        Name = "DetectedCarriers";
        Description = "The carriers that a number may belong to.";
        Field<WireEnumGraphType<Carrier>>("best")
            .Description("The carrier that is surer than every other; null when there is none or two are equally good.")
            .Resolve(c => c.Source.Carriers.Best?.Carrier);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<CarrierCandidateType>>>>("candidates")
            .Description("The surest first.")
            .Resolve(c => c.Source.Candidates);
    }
}

internal sealed class CarrierCandidateType : ObjectGraphType<Detected.Candidate>
{
    public CarrierCandidateType()
    {
        Name = "CarrierCandidate";
        Description = "A carrier that a number may belong to.";
        Field<NonNullGraphType<WireEnumGraphType<Carrier>>>("carrier").Resolve(c => c.Source.Of.Carrier);
        Field<NonNullGraphType<WireEnumGraphType<DetectionCertainty>>>("certainty")
            .Description("CERTAIN: nobody else writes numbers like this. LIKELY: the check digit is right, or the beginning. POSSIBLE: only the length fits.")
            .Resolve(c => c.Source.Of.Certainty);
        Field<NonNullGraphType<BooleanGraphType>>("checkDigitVerified").Resolve(c => c.Source.Of.CheckDigitVerified);
        Field<NonNullGraphType<IdGraphType>>("trackingId")
            .Description("The number by which the carrier tracks the parcel: the part of a barcode that names it, or the whole.")
            .Resolve(c => c.Source.Of.TrackingId);
        Field<StringGraphType>("carrierTrackingUrl")
            .Description("The carrier's page for the number, in the given language where the carrier has it.")
            .Resolve(c => CarrierLinks.TrackingPage(c.Source.Of.Carrier, c.Source.Of.TrackingId, c.Source.Language));
    }
}
