using Eci.Mail.Composing;
using Microsoft.Extensions.Options;

namespace Eci.Mail.Pickup;

/// <summary>
/// Writes mails as <c>.eml</c> files for development, or for a mail server that collects them. One file per message id:
/// a repeated attempt finds the file and writes nothing.
/// </summary>
internal sealed class PickupProvider(IOptions<PickupOptions> options, TimeProvider time) : IMailProvider
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    /// <summary>Null until it is prepared, and again after a failure: somebody may have moved it away.</summary>
    private string? _directory;

    public string Name => MailProviders.Pickup;

    public async Task<MailReceipt> SendAsync(MailMessage message, int attempt, CancellationToken cancellationToken)
    {
        var mail = CheckedMail.Of(message);
        var fileName = $"{mail.Name}.eml";
        try
        {
            _directory ??= Prepare(options.Value.Directory, time);
            if (!File.Exists(Path.Combine(_directory, fileName)))
                await WriteAsync(mail, _directory, fileName, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _directory = null;
            throw new MailProviderException("The mail could not be written to the pickup directory.", e);
        }

        return new MailReceipt(fileName);
    }

    public async Task CheckAsync(MailMessage message, CancellationToken cancellationToken)
    {
        var mail = CheckedMail.Of(message);
        try
        {
            await WriteAsync(mail, Prepare(options.Value.Directory, time), to: null, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MailProviderException("The pickup directory cannot be written to.", e);
        }
    }

    /// <param name="mail">The mail.</param>
    /// <param name="directory">Where it is written.</param>
    /// <param name="to">Name of the file; null: it is removed again.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    private async Task WriteAsync(CheckedMail mail, string directory, string? to, CancellationToken cancellationToken)
    {
        using var mime = MimeComposer.Compose(mail, time);
        var temporary = Path.Combine(directory, $".{mail.Name}.{Guid.NewGuid():N}.tmp");
        try
        {
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                await mime.WriteToAsync(file, cancellationToken);
                await file.FlushAsync(cancellationToken);
                RandomAccess.FlushToDisk(file.SafeFileHandle);
            }

            // A complete file appears under its name at once, or not at all.
            if (to is not null)
                File.Move(temporary, Path.Combine(directory, to), overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Makes the directory and removes what a crash between writing and renaming left behind.</summary>
    private static string Prepare(string configured, TimeProvider time)
    {
        var directory = Directory.CreateDirectory(Path.GetFullPath(configured));
        var oldest = time.GetUtcNow() - Abandoned;
        foreach (var file in directory.EnumerateFiles(".*.tmp").Where(f => f.LastWriteTimeUtc < oldest.UtcDateTime))
            file.Delete();
        return directory.FullName;
    }
}
