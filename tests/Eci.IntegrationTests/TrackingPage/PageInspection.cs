namespace Eci.IntegrationTests.TrackingPage;

/// <summary>What is measured in the browser.</summary>
internal static class PageInspection
{
    /// <summary>Finds what a customer could not see or read: a list of sentences.</summary>
    public const string Faults = """
        () => {
          const faults = [];
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth > width) faults.push(`scrolls sideways: ${document.documentElement.scrollWidth} > ${width}`);

          const channels = color => {
            const numbers = color.match(/-?[\d.]+(e-?\d+)?/g).map(Number);
            const scale = color.startsWith('color(') ? 255 : 1;
            return { rgb: numbers.slice(0, 3).map(n => n * scale), alpha: numbers.length > 3 ? numbers[3] : 1 };
          };
          const luminance = rgb => {
            const [r, g, b] = rgb.map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const background = element => {
            for (let e = element; e; e = e.parentElement) {
              const color = channels(getComputedStyle(e).backgroundColor);
              if (color.alpha === 1) return color.rgb;
              if (color.alpha !== 0) faults.push(`half-transparent background on ${e.className}`);
            }
            return [255, 255, 255];
          };
          const ratio = (one, two) => {
            const [dark, light] = [luminance(one), luminance(two)].sort((a, b) => a - b);
            return (light + 0.05) / (dark + 0.05);
          };

          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          let texts = 0;
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const element = node.parentElement;
            const text = node.data.trim();
            if (!text || element.closest('.spoken, svg') || getComputedStyle(element).clipPath !== 'none' || (element.closest('details:not([open])') && !element.closest('summary'))) continue;
            texts++;
            const range = document.createRange();
            range.selectNodeContents(node);
            for (const box of range.getClientRects()) {
              if (box.width === 0 || box.height === 0) continue;
              if (box.left < -0.5 || box.right > width + 0.5) faults.push(`outside the window: ${text}`);
            }
            const own = element.getBoundingClientRect();
            if (own.width === 0 || own.height === 0) faults.push(`invisible: ${text}`);
            const style = getComputedStyle(element);
            const contrast = ratio(channels(style.color).rgb, background(element));
            if (contrast < 4.5) faults.push(`contrast ${contrast.toFixed(2)}: ${text}`);
            if (parseFloat(style.fontSize) < 12) faults.push(`too small: ${text}`);
          }
          if (texts < 8) faults.push(`only ${texts} texts`);

          for (const target of document.querySelectorAll('a, summary')) {
            const box = target.getBoundingClientRect();
            if (box.height < 24) faults.push(`hard to hit: ${target.textContent.trim()} is ${box.height} high`);
          }
          for (const step of document.querySelectorAll('.steps li')) {
            if (getComputedStyle(step.querySelector('span')).position === 'absolute') continue;
            const name = step.querySelector('span').getBoundingClientRect();
            if (!step.querySelector('span').textContent.includes(' ') && name.height > 1.6 * parseFloat(getComputedStyle(step).lineHeight)) faults.push(`torn apart: ${step.textContent}`);
            const box = step.getBoundingClientRect();
            if (name.right > box.right + 0.5) faults.push(`wider than its part: ${step.textContent}`);
          }
          for (const mark of document.querySelectorAll('.badge')) {
            const style = getComputedStyle(mark);
            if (ratio(channels(style.color).rgb, channels(style.backgroundColor).rgb) < 3) faults.push('the badge cannot be seen');
          }
          for (const part of document.querySelectorAll('.steps .done, .steps .current')) {
            if (ratio(channels(getComputedStyle(part, '::before').backgroundColor).rgb, background(part.parentElement)) < 3) faults.push('the progress cannot be seen');
          }
          return faults;
        }
        """;

    /// <summary>What has the focus, and whether that shows.</summary>
    public const string Focus = """
        () => {
          const element = document.activeElement;
          const style = getComputedStyle(element);
          return `${element.localName} ${element.getAttribute('href') ?? ''} ${style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2}`;
        }
        """;

    /// <summary>What should get the focus, in the order it is read.</summary>
    public const string Focusable = "() => [...document.querySelectorAll('a[href], summary')].map(e => `${e.localName} ${e.getAttribute('href') ?? ''} true`)";
}
