using System.Globalization;

namespace Eci.Mail.Templating;

/// <summary>Collects text up to a length. The asynchronous writes of the base class all end in these methods.</summary>
internal sealed class LimitedWriter(int limit, string what) : StringWriter(CultureInfo.InvariantCulture)
{
    public override void Write(char value)
    {
        Reserve(1);
        base.Write(value);
    }

    public override void Write(string? value)
    {
        Reserve(value?.Length ?? 0);
        base.Write(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        Reserve(count);
        base.Write(buffer, index, count);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Reserve(buffer.Length);
        base.Write(buffer);
    }

    private void Reserve(int count)
    {
        if (GetStringBuilder().Length + count > limit)
            throw new TemplateException($"{what} is longer than {limit} characters.");
    }
}
