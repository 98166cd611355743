namespace Eci.Mail.Templating;

/// <summary>A template is wrong. The text is for its author and holds none of the values that were put in.</summary>
internal sealed class TemplateException : Exception
{
    public TemplateException(string message)
        : base(message)
    {
    }

    public TemplateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
