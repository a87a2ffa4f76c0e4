// The chart kinds the product draws, and nothing else: see src/ceyuan/kit/charts.py.
import { init, use, registerLocale } from "echarts/core";
import { BarChart, LineChart, PieChart, TreemapChart, SankeyChart, CustomChart, HeatmapChart, ScatterChart } from "echarts/charts";
import {
  GridComponent, TooltipComponent, LegendComponent, DatasetComponent, DataZoomComponent, VisualMapComponent,
  TitleComponent, AriaComponent, MarkLineComponent, MarkAreaComponent,
} from "echarts/components";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";
import langEN from "echarts/lib/i18n/langEN.js";
import langZH from "echarts/lib/i18n/langZH.js";

use([
  BarChart, LineChart, PieChart, TreemapChart, SankeyChart, CustomChart, HeatmapChart, ScatterChart,
  GridComponent, TooltipComponent, LegendComponent, DatasetComponent, DataZoomComponent, VisualMapComponent,
  TitleComponent, AriaComponent, MarkLineComponent, MarkAreaComponent, LabelLayout, SVGRenderer,
]);
registerLocale("EN", langEN);
registerLocale("ZH", langZH);
window.echarts = { init };
