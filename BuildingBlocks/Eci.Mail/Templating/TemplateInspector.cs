using Fluid;
using Fluid.Ast;
using Fluid.Parser;

namespace Eci.Mail.Templating;

/// <summary>Looks through a parsed template for what could only fail, or hurt, when it runs.</summary>
internal sealed class TemplateInspector(TemplateOptions options) : AstVisitor
{
    protected override Expression VisitFilterExpression(FilterExpression filterExpression)
    {
        if (!options.Filters.TryGetValue(filterExpression.Name, out _))
            throw new TemplateException($"the filter '{filterExpression.Name}' is not known.");
        return base.VisitFilterExpression(filterExpression);
    }

    /// <summary>A range is laid out in memory as a whole before the first turn: its size must be known beforehand.</summary>
    protected override Expression VisitRangeExpression(RangeExpression rangeExpression)
    {
        if (rangeExpression.From is not LiteralExpression from || rangeExpression.To is not LiteralExpression to)
            throw new TemplateException("a range needs two numbers, for example (1..5).");
        if (to.Value.ToNumberValue() - from.Value.ToNumberValue() >= TemplateLimits.Range)
            throw new TemplateException($"a range holds more than {TemplateLimits.Range} numbers.");
        return base.VisitRangeExpression(rangeExpression);
    }

    protected override Statement VisitParserBlockStatement<T>(ParserBlockStatement<T> parserBlockStatement)
    {
        foreach (var statement in parserBlockStatement.Statements)
            Visit(statement);
        return parserBlockStatement;
    }
}
