using System.Buffers;
using Eci.Core;
using FluentValidation;
using Microsoft.Extensions.Options;

namespace Eci.Web.Security;

/// <summary>Keys of operators; bound from <c>Eci</c>.</summary>
public sealed class OperatorKeyOptions
{
    public const string Section = "Eci";

    /// <summary>Hexadecimal SHA-256 of each accepted key, as <c>apikey create --operator</c> prints it.</summary>
    public IReadOnlyList<string> OperatorKeys { get; set; } = [];
}

/// <summary>
/// Keys of those who run the hub. They belong to no tenant and act for each; they are settings and not rows, so that nobody becomes an
/// operator by what stands in the database, and the first tenant can be created with one.
/// </summary>
internal sealed class OperatorKeys(IOptions<OperatorKeyOptions> options)
{
    /// <summary>Enough to tell keys apart in the audit log, too little to be of use.</summary>
    private const int IdLength = 8;

    private readonly Dictionary<string, Authentication> _byHash = options.Value.OperatorKeys
        .Select(hash => hash.ToLowerInvariant())
        .Distinct(StringComparer.Ordinal)
        .ToDictionary(hash => hash, hash => Authentication.Of(Principal.OperatorWithKey(hash[..IdLength])), StringComparer.Ordinal);

    /// <summary>The operator with this key; null when there is none.</summary>
    public Authentication? Find(string key) => _byHash.Count == 0 ? null : _byHash.GetValueOrDefault(ApiKey.HashOf(key));
}

internal sealed class OperatorKeyOptionsValidator : OptionsValidator<OperatorKeyOptions>
{
    private const int HashLength = 64;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdefABCDEF");

    public OperatorKeyOptionsValidator() => RuleForEach(o => o.OperatorKeys)
        .Must(hash => hash.Length == HashLength && !hash.AsSpan().ContainsAnyExcept(Digits))
        .WithMessage($"{OperatorKeyOptions.Section}:OperatorKeys must hold hashes of keys, {HashLength} hexadecimal digits each: make a key and its hash with 'apikey create --operator'.");
}
